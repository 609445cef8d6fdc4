import { canonicalText } from './canonical.ts';
import type { AuditEntry, Checkpoint } from './entry.ts';

export type ExportFormat = 'jsonl' | 'csv';

/** One line of a JSONL export, without its newline: the entry's canonical form. */
export function entryLine(entry: AuditEntry): string {
  return canonicalText(entry);
}

/** A checkpoint's line in a JSONL export; it follows the entry it signs. */
export function checkpointLine(checkpoint: Checkpoint): string {
  return canonicalText({ checkpoint });
}

const columns = ['seq', 'hash', 'previousHash', 'at', 'actor', 'action', 'target', 'reason', 'phase', 'outcome', 'auditId'] as const;

/** The first record of a CSV export. */
export const csvHeader = columns.join(',');

/** One CSV record (RFC 4180), without its line end. `actor` is the name; an open outcome is empty. */
export function csvRecord(entry: AuditEntry): string {
  const cells = { ...entry, actor: entry.actor.name, outcome: entry.outcome ?? '' };
  return columns.map((column) => csvCell(String(cells[column]))).join(',');
}

/** A spreadsheet runs a cell that begins like a formula, so such a cell begins with an apostrophe instead. */
export function csvCell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/**
 * The whole export, line by line with line ends: JSONL holds the checkpoints between the entries and can be verified,
 * CSV is for reading. `checkpoints` in order of seq.
 */
export async function* exportLines(
  format: ExportFormat,
  entries: AsyncIterable<AuditEntry>,
  checkpoints: readonly Checkpoint[],
): AsyncIterable<string> {
  if (format === 'csv') {
    yield `${csvHeader}\r\n`;
    for await (const entry of entries) yield `${csvRecord(entry)}\r\n`;
    return;
  }
  let next = 0;
  for await (const entry of entries) {
    yield `${entryLine(entry)}\n`;
    for (let found = checkpoints[next]; found !== undefined && found.seq <= entry.seq; found = checkpoints[++next])
      yield `${checkpointLine(found)}\n`;
  }
  // A checkpoint beyond the last entry is evidence of a cut: it must reach whoever verifies the export.
  for (const beyond of checkpoints.slice(next)) yield `${checkpointLine(beyond)}\n`;
}
