import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import type { AuditFilter } from '#core/ports/audit-store.ts';
import type { Head } from '#shared/domain/audit/chain.ts';

/** Pairs are filled whenever a checkpoint is signed, in its transaction. */
const filledUpTo = '(SELECT coalesce(max(seq), 0) FROM checkpoints)';

/** The fixed statements, prepared once a connection. */
export function prepareStatements(db: DatabaseSync) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    head: db.prepare('SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1'),
    insertEntry: db.prepare('INSERT INTO entries (seq, canonical) VALUES (?, ?)'),
    insertCheckpoint: db.prepare('INSERT INTO checkpoints (seq, canonical) VALUES (?, ?)'),
    lastCheckpoint: db.prepare('SELECT seq FROM checkpoints ORDER BY seq DESC LIMIT 1'),
    checkpoints: db.prepare('SELECT seq, canonical FROM checkpoints ORDER BY seq'),
    page: db.prepare('SELECT seq, canonical FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?'),
    fillPairs: db.prepare('INSERT INTO pairs (audit_id, seq, phase) SELECT audit_id, seq, phase FROM log WHERE seq > ?'),
    unclosed: db.prepare(
      `SELECT audit_id AS auditId, min(seq) AS seq FROM pairs GROUP BY audit_id
       HAVING sum(phase = 'intent') > 0 AND sum(phase IN ('outcome', 'reconciled')) = 0`,
    ),
    closed: db.prepare(
      `SELECT 1 FROM pairs WHERE audit_id = ? AND phase IN ('outcome', 'reconciled') UNION ALL
       SELECT 1 FROM log WHERE seq > ${filledUpTo} AND audit_id = ? AND phase IN ('outcome', 'reconciled') LIMIT 1`,
    ),
    pairsAfter: db.prepare('SELECT audit_id AS auditId, seq, phase FROM log WHERE seq > ? ORDER BY seq'),
    entry: db.prepare('SELECT seq, canonical FROM entries WHERE seq = ?'),
    dataVersion: db.prepare('PRAGMA data_version'),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;

const HeadRow = z.object({ seq: z.number().int(), hash: z.string() }).optional();

/** Where the chain ends in this file now. */
export function readHead(statements: Statements): Head | null {
  return HeadRow.parse(statements.head.get()) ?? null;
}

const SeqRow = z.object({ seq: z.number().int() }).optional();

/** The last entry a checkpoint covers, 0: none. `pairs` is filled as far. */
export function readSignedUpTo(statements: Statements): number {
  return SeqRow.parse(statements.lastCheckpoint.get())?.seq ?? 0;
}

/** Another number whenever another connection has written since (sqlite.org/pragma.html#pragma_data_version). */
export function readOthersWrites(statements: Statements): number {
  return z.object({ data_version: z.number() }).parse(statements.dataVersion.get()).data_version;
}

/** The query of a filter, newest first. Every value is bound. */
export function listQuery(filter: AuditFilter): { sql: string; values: SQLInputValue[] } {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const also = (condition: string, ...bound: SQLInputValue[]) => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (filter.beforeSeq !== undefined) also('seq < ?', filter.beforeSeq);
  if (filter.auditId !== undefined) {
    const tail = `SELECT seq FROM log WHERE seq > ${filledUpTo} AND audit_id = ?`;
    also(`seq IN (SELECT seq FROM pairs WHERE audit_id = ? UNION ALL ${tail})`, filter.auditId, filter.auditId);
  }
  if (filter.action !== undefined) also('action = ?', filter.action);
  if (filter.target !== undefined) also('target = ?', filter.target);
  if (filter.since !== undefined) also('at >= ?', filter.since);
  // The view has no column of it, and the layout of a log in use does not change for a filter.
  if (filter.outcome !== undefined) also("json_extract(canonical, '$.outcome') = ?", filter.outcome);
  const { actor, action, target } = filter.contains ?? {};
  for (const [column, part] of Object.entries({ actor, action, target })) {
    if (part !== undefined && part !== '') also(like(column), partPattern(part));
  }
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = partPattern(filter.text);
    const columns = ['actor', 'action', 'target', 'reason'];
    also(`(${columns.map(like).join(' OR ')})`, ...columns.map(() => pattern));
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return { sql: `SELECT seq, canonical FROM log ${where} ORDER BY seq DESC LIMIT ?`, values: [...values, filter.limit] };
}

function like(column: string): string {
  return `${column} LIKE ? ESCAPE '\\'`;
}

function partPattern(part: string): string {
  return `%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
