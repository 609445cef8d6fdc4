import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { AuditEntry, Checkpoint } from '#shared/domain/audit/entry.ts';
import type { AuditStore } from '../ports/audit-store.ts';

/**
 * A page of the log, oldest first. Checkpoints come with the page that holds their entry; those beyond the last entry, the
 * evidence of a cut, come with the final, empty page.
 */
export async function pageOf(
  store: AuditStore,
  fromSeq: number,
  limit: number,
): Promise<Result<{ entries: AuditEntry[]; checkpoints: Checkpoint[] }>> {
  const entries: AuditEntry[] = [];
  try {
    for await (const entry of store.entries(fromSeq)) {
      entries.push(entry);
      if (entries.length >= limit) break;
    }
  } catch (error) {
    // A row that is no entry is a broken log, not a bug of ours.
    return fail('storage', `The audit log cannot be read from entry ${fromSeq + entries.length} on. Run rcc audit verify.`, {
      upstream: { source: 'audit log', text: error instanceof Error ? error.message : String(error) },
    });
  }
  const checkpoints = await store.checkpoints();
  if (!checkpoints.ok) return checkpoints;
  const last = entries.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  return ok({ entries, checkpoints: checkpoints.value.filter(({ seq }) => seq >= fromSeq && seq <= last) });
}
