import { csvCell } from '../../audit/export.ts';
import { targetKey } from '../../rollouts/target.ts';
import { plainText } from './escape.ts';
import type { Prepared } from './export-facts.ts';

const columns = [
  'kind',
  'at',
  'originalAt',
  'secondsSinceOpened',
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
    .map((entry) => ({
      kind: 'entry',
      at: iso(entry.at),
      originalAt: iso(entry.originalAt),
      secondsSinceOpened: String(Math.round((entry.at - page.openedAt) / 1_000)),
      source: entry.source,
      who: entry.who ?? '',
      text: entry.text,
      detail: entry.detail ?? '',
      target: entry.target === null ? '' : targetKey(entry.target),
      pinned: entry.pinned ? 'yes' : '',
      hidden: entry.hidden ? 'yes' : '',
      annotations: entry.annotations.map(({ by, text }) => `${by}: ${text}`).join('\n'),
      auditSeq: entry.audit === null ? '' : String(entry.audit.seq),
      auditHash: entry.audit?.hash ?? '',
      url: entry.url ?? '',
    }));
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

function recordOf(row: Row): string {
  // Seconds may be negative, which is a number and no formula; everything else that begins like one is made inert.
  return columns.map((column) => (column === 'secondsSinceOpened' ? (row[column] ?? '') : csvCell(plainText(row[column] ?? '')))).join(',');
}
