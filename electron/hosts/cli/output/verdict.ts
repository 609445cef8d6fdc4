import type { AuditVerdict } from '#shared/contract/audit.ts';
import type { Paint } from './terminal.ts';
import { oneLine } from './words.ts';

/** A verdict, and whether a document that was checked names a key that signed this log; null: it names none, or nothing is signed. */
export type CitedVerdict = AuditVerdict & { readonly citedKey?: 'same' | 'another' | null | undefined };

/** What a verification found, and what a file alone cannot prove. */
export function verdictText(verdict: CitedVerdict, what: string, paint: Paint): string {
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
    ...citesLines(verdict, paint),
    ...cannotExclude.map((what) => `  cannot exclude: ${oneLine(what)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What became of a document's citations. That its words are those of the entries it cites, no hash can say. */
function citesLines({ cites, citedKey }: CitedVerdict, paint: Paint): string[] {
  if (cites === undefined) return [];
  const { found, wrong } = cites;
  return [
    wrong.length === 0
      ? `  ${paint('good', 'cited')}        ${found === 1 ? '1 citation is' : `${found} citations are`} in the log as cited`
      : `  ${paint('bad', 'cited')}        ${wrong.length} of ${found + wrong.length} citations are not in the log as cited`,
    ...wrong.map(
      (one) => `  entry ${one.seq}: cited ${one.cited}, ${one.found === null ? 'the log has no such entry' : `the log has ${one.found}`}`,
    ),
    ...(citedKey === 'another' ? [`  ${paint('bad', 'key')}          the document names another signing key than this log's`] : []),
    '  cannot exclude: that the document says something else than the entries it cites. Read them: rcc audit list.',
    '  cannot exclude: that citations were taken out of the document.',
  ];
}

function count(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}

function placeOf({ seq, line }: NonNullable<AuditVerdict['firstBad']>): string {
  const places = [seq === null ? '' : `entry ${seq}`, line === null ? '' : `line ${line}`].filter((place) => place !== '');
  return places.length === 0 ? 'the log' : places.join(', ');
}
