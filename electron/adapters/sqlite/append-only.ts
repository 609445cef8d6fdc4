import { constants, type DatabaseSync } from 'node:sqlite';
import type { Log } from '#core/ports/log.ts';

const logTables = new Set(['entries', 'checkpoints', 'pairs']);
/** Pragmas that only tell; anything else could turn the guard off. */
const tellingPragmas = new Set(['data_version', 'wal_checkpoint']);
const harmless = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_FUNCTION,
  constants.SQLITE_TRANSACTION,
  constants.SQLITE_RECURSIVE,
]);

/**
 * Locks a connection to what an append-only log needs, from inside SQLite: reading, and INSERT into the log's tables.
 * The triggers guard the file against everybody; this guards it against a bug or an injection in this process,
 * which could otherwise drop the triggers. Node below 24.10 has no authorizer: then the triggers stand alone, and the log says so.
 */
export function allowAppendOnly(db: DatabaseSync, log: Log): void {
  if (typeof db.setAuthorizer !== 'function') {
    log.warn('This runtime has no SQLite authorizer: the audit log is guarded by its triggers alone', { node: process.versions.node });
    return;
  }
  db.setAuthorizer((action, first) => {
    if (harmless.has(action)) return constants.SQLITE_OK;
    if (action === constants.SQLITE_INSERT && first !== null && logTables.has(first)) return constants.SQLITE_OK;
    if (action === constants.SQLITE_PRAGMA && first !== null && tellingPragmas.has(first)) return constants.SQLITE_OK;
    return constants.SQLITE_DENY;
  });
}
