import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { type Cell, table } from './table.ts';
import type { Colour, Paint } from './terminal.ts';

const colours: Readonly<Record<NonNullable<AuditEntry['outcome']>, Colour>> = {
  effective: 'good',
  done: 'good',
  sent: 'waiting',
  unknown: 'waiting',
  refused: 'bad',
  failed: 'bad',
  unreachable: 'bad',
};

/** The newest entries for people. */
export function auditTable(entries: readonly AuditEntry[], paint: Paint): string {
  const rows = entries.map((entry): Cell[] => [
    String(entry.seq),
    entry.at,
    entry.actor.name,
    entry.action,
    entry.target,
    entry.phase,
    entry.outcome === null ? '' : { text: entry.outcome, colour: colours[entry.outcome] },
    entry.reason,
  ]);
  return table(['SEQ', 'AT', 'WHO', 'ACTION', 'TARGET', 'PHASE', 'OUTCOME', 'WHY'], rows, paint);
}
