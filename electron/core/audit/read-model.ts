import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import type { AuditStore } from '../ports/audit-store.ts';

/** What other features may ask of the audit log. */
export interface AuditReadModel {
  /** Newest first: the outcome of each effective rollback or abort with its intent's command in `detail`. Empty when the log cannot be read. */
  effectiveRollbacks(limit: number): Promise<readonly AuditEntry[]>;
}

const rollbackActions = ['rollback.execute', 'rollback.run', 'rollouts.abort', 'rollouts.undo', 'trains.rollback'];

export function auditReadModel(store: AuditStore): AuditReadModel {
  return {
    async effectiveRollbacks(limit) {
      const lists = await Promise.all(rollbackActions.map((action) => store.list({ action, limit })));
      return lists
        .flatMap((list) => (list.ok ? list.value : []))
        .filter((entry) => entry.phase === 'outcome' && entry.outcome === 'effective');
    },
  };
}
