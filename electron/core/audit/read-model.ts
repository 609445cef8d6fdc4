import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import type { AuditStore } from '../ports/audit-store.ts';

/** What other features may ask of the audit log. */
export interface AuditReadModel {
  /** Newest first: the outcome of each effective rollback or abort with its command in `detail`. Empty when the log cannot be read. */
  effectiveRollbacks(limit: number): Promise<readonly AuditEntry[]>;
  /** The same, each with the clock as it was seen at last: traffic and pods are gone after the outcome is written. */
  rollbackClocks(limit: number): Promise<readonly AuditEntry[]>;
}

const rollbackActions = ['rollback.execute', 'rollback.run', 'rollouts.abort', 'rollouts.undo', 'trains.rollback'];

export function auditReadModel(store: Pick<AuditStore, 'list'>): AuditReadModel {
  async function rollbacks(limit: number) {
    const lists = await Promise.all(rollbackActions.map((action) => store.list({ action, limit })));
    return lists.flatMap((list) => (list.ok ? list.value : []));
  }
  const isEffective = (entry: AuditEntry) => entry.phase === 'outcome' && entry.outcome === 'effective';
  return {
    effectiveRollbacks: async (limit) => (await rollbacks(limit)).filter(isEffective),
    async rollbackClocks(limit) {
      const entries = await rollbacks(limit);
      const later = new Map(entries.filter(({ phase }) => phase === 'observed').map((entry) => [entry.auditId, entry.detail]));
      return entries.filter(isEffective).map((entry) => ({ ...entry, detail: { ...entry.detail, ...later.get(entry.auditId) } }));
    },
  };
}
