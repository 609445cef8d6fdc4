import type { AuditStore } from '#core/ports/audit-store.ts';
import type { Failure } from '#shared/contract/result.ts';

/**
 * Stands in for an audit log that could not be opened. The desk still shows what runs where; every act is refused with the
 * reason, since none may happen without evidence.
 */
export function unavailableAuditStore(error: Failure): AuditStore {
  const refused = async () => ({ ok: false as const, error });
  return {
    append: refused,
    list: refused,
    // oxlint-disable-next-line eslint/require-yield -- there is nothing to give
    async *entries() {
      throw new Error(error.message, { cause: error });
    },
    checkpoints: refused,
    head: refused,
    fingerprint: () => '',
    checkpoint: refused,
    openIntents: refused,
    verify: refused,
    close: async () => {},
  };
}
