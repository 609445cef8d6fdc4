import { csvCell } from '../../audit/export.ts';
import { targetKey } from '../../rollouts/target.ts';
import { plainText } from './escape.ts';
import type { IncidentPage } from '../views.ts';
import type { Prepared } from './export-facts.ts';
import { ageAtHold, changeText, holdsOf } from './told.ts';

const columns = [
  'kind',
  'at',
  'originalAt',
  'precisionMs',
  'secondsSinceOpened',
  'secondsSinceHarm',
  'source',
  'who',
  'text',
  'detail',
  'target',
  'pinned',
  'hidden',
  'annotations',
  'auditSeq',
  'auditHash',
  'url',
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

const iso = (at: number | null) => (at === null ? '' : new Date(at).toISOString());

/** The timeline as a sheet (RFC 4180), times in UTC. The last record is the head of the audit log. */
export function csvOf({ page, citations, hidden }: Prepared): string {
  const rows: Row[] = page.entries
    .filter((entry) => hidden || !entry.hidden)
    .map(
      (entry): Row => ({
        kind: 'entry',
        at: iso(entry.at),
        originalAt: iso(entry.originalAt),
        precisionMs: String(entry.precisionMs),
        secondsSinceOpened: String(Math.round((entry.at - page.openedAt) / 1_000)),
        secondsSinceHarm: page.clock.from === 'harm' ? String(Math.round((entry.at - page.clock.at) / 1_000)) : '',
        source: entry.source,
        who: entry.who ?? '',
        text: entry.text,
        detail: entry.detail ?? '',
        target: entry.target === null ? '' : targetKey(entry.target),
        pinned: entry.pinned ? 'yes' : '',
        hidden: entry.hidden ? 'yes' : '',
        annotations: entry.annotations
          .map(({ by, text, audit }) => `${by}: ${text}${audit === null ? '' : ` (audit ${audit.seq})`}`)
          .join('\n'),
        auditSeq: entry.audit === null ? '' : String(entry.audit.seq),
        auditHash: entry.audit?.hash ?? '',
        url: entry.url ?? '',
      }),
    );
  rows.push(...deedRows(page, hidden));
  rows.push(...toldRows(page, hidden));
  if (citations.head !== null)
    rows.push({
      kind: 'head',
      at: iso(page.at),
      text: 'Head of the audit log',
      auditSeq: String(citations.head.seq),
      auditHash: citations.head.hash,
    });
  return [columns.join(','), ...rows.map(recordOf)].map((line) => `${line}\r\n`).join('');
}

/** What people did to entries, one record a deed, with its own entry of the log. Of a hidden one only who hid it and why. */
function deedRows({ entries }: IncidentPage, hidden: boolean): Row[] {
  return entries.flatMap((entry) =>
    entry.annotations.flatMap(({ kind, by, at, text, audit }): Row[] =>
      hidden || !entry.hidden || kind === 'hidden'
        ? [{ kind, at: iso(at), who: by, text, auditSeq: String(audit?.seq ?? ''), auditHash: audit?.hash ?? '' }]
        : [],
    ),
  );
}

/** What was seen at each hold and what the versions changed, one record a figure or line. */
function toldRows(page: IncidentPage, hidden: boolean): Row[] {
  const seen = holdsOf(page, hidden).flatMap(({ seen: { at, figures }, who, audit }) =>
    figures.map((figure) => ({
      kind: 'seen',
      at: iso(at),
      who: who ?? '',
      source: figure.source,
      text: figure.label,
      detail: figure.at === null ? figure.value : `${figure.value}, ${ageAtHold(figure, at)} old`,
      auditSeq: String(audit?.seq ?? ''),
      auditHash: audit?.hash ?? '',
    })),
  );
  const changed = page.differences.flatMap((difference) =>
    difference.lines.map((line) => {
      const { before, after } = changeText(line);
      return {
        kind: 'difference',
        at: iso(difference.at),
        source: 'cluster',
        text: line.path,
        detail: `${before} → ${after} (${difference.from} → ${difference.to})`,
        target: targetKey(difference.target),
      };
    }),
  );
  return [...seen, ...changed];
}

function recordOf(row: Row): string {
  // Seconds may be negative, which is a number and no formula; everything else that begins like one is made inert.
  return columns
    .map((column) =>
      column === 'secondsSinceOpened' || column === 'secondsSinceHarm' ? (row[column] ?? '') : csvCell(plainText(row[column] ?? '')),
    )
    .join(',');
}
