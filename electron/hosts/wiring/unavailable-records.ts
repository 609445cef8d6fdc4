import type { Records } from '#core/ports/records.ts';
import type { Failure } from '#shared/contract/result.ts';

/** Stands in for a record that cannot be opened: every question gets the reason, the rest of the desk lives. */
export function unavailableRecords(error: Failure): Records {
  const refuse = async () => ({ ok: false, error }) as const;
  return { read: refuse, streams: refuse, append: refuse, onChange() {}, async close() {} };
}
