import { ok, type Result } from '#shared/contract/result.ts';
import { csvHeader, csvRecord, exportLines } from '#shared/domain/audit/export.ts';
import type { AuditEntry, Checkpoint } from '#shared/domain/audit/entry.ts';
import { exitCodes } from '../exit-codes.ts';
import { auditTable } from '../output/audit-table.ts';
import { jsonDocument } from '../output/json.ts';
import type { DeskScene, DeskVerb } from '../scene.ts';

const listed = 50;
const pageSize = 500;

/** `rcc audit list`: the newest entries of this desk's log. */
export const listEntriesVerb: DeskVerb = async ({ client, terminal, invocation, signal }) => {
  const { limit, json } = invocation.options;
  const page = await client.audit.list({ limit: limit ?? listed }, { signal });
  if (!page.ok) return page;
  const { entries } = page.value;
  if (json) await terminal.out(jsonDocument(entries));
  else if (entries.length > 0) await terminal.out(auditTable(entries, terminal.paint));
  else terminal.note('The log is empty.');
  return ok(exitCodes.ok);
};

/** `rcc audit export`: the whole log on stdout, oldest first, a page in memory at a time. A reader that leaves ends it. */
export const exportVerb: DeskVerb = async (scene) => {
  const { terminal, invocation } = scene;
  const { format } = invocation.options;
  if (format === 'csv') await terminal.out(`${csvHeader}\r\n`);
  let fromSeq = 1;
  while (!terminal.closed()) {
    const page = await pageFrom(scene, fromSeq);
    if (!page.ok) return page;
    const { entries, checkpoints } = page.value;
    // A page in one write: a write a line would wait a hundred thousand times for the pipe.
    await terminal.out(
      format === 'csv' ? entries.map((entry) => `${csvRecord(entry)}\r\n`).join('') : await jsonLines(entries, checkpoints),
    );
    const last = entries.at(-1);
    if (last === undefined) break;
    fromSeq = last.seq + 1;
  }
  return ok(exitCodes.ok);
};

async function pageFrom(
  { client, signal }: DeskScene,
  fromSeq: number,
): Promise<Result<{ entries: AuditEntry[]; checkpoints: Checkpoint[] }>> {
  return client.audit.page({ fromSeq, limit: pageSize }, { signal });
}

async function jsonLines(entries: readonly AuditEntry[], checkpoints: readonly Checkpoint[]): Promise<string> {
  const lines: string[] = [];
  for await (const line of exportLines('jsonl', each(entries), checkpoints)) lines.push(line);
  return lines.join('');
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
