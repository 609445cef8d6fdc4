import type { AuditVerdict } from '#shared/contract/audit.ts';
import type { Paint } from './terminal.ts';
import { oneLine } from './words.ts';

/** What a verification found, and what a file alone cannot prove. */
export function verdictText(verdict: AuditVerdict, what: string, paint: Paint): string {
  const { firstBad, head, fingerprints, cannotExclude } = verdict;
  const lines = [
    verdict.intact
      ? `${paint('good', 'intact')}  ${what}: ${count(verdict.entries)}, checked in ${Math.round(verdict.tookMs)} ms`
      : `${paint('bad', 'broken')}  ${what}: ${firstBad === null ? 'not what was asked for' : `${placeOf(firstBad)}: ${oneLine(firstBad.why)}`}`,
    ...(firstBad === null || firstBad.expected === null
      ? []
      : [`  expected     ${oneLine(firstBad.expected)}`, `  found        ${oneLine(firstBad.found ?? '')}`]),
    ...fingerprints.map((fingerprint) => `  fingerprint  ${fingerprint}`),
    ...(head === null ? [] : [`  head         ${head.seq}:${head.hash}`]),
    ...cannotExclude.map((what) => `  cannot exclude: ${oneLine(what)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function count(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}

function placeOf({ seq, line }: NonNullable<AuditVerdict['firstBad']>): string {
  const places = [seq === null ? '' : `entry ${seq}`, line === null ? '' : `line ${line}`].filter((place) => place !== '');
  return places.length === 0 ? 'the log' : places.join(', ');
}
