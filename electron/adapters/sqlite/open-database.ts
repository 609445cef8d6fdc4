import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '#core/ports/log.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { allowAppendOnly } from './append-only.ts';
import { applicationId, migrations, schemaVersion } from './schema.ts';
import { guarded, isBusy, storageFailure } from './sqlite-failure.ts';
import { heldTooLongMs } from './wait-for-turn.ts';

/** How long SQLite itself waits for another process's transaction, the event loop with it. Who waits longer does so between tries. */
const busyMs = 100;
const retryMs = 20;

/** Opens or creates the audit database: WAL, synchronous=FULL, schema in place, and nothing but appending allowed from here on. */
export async function openAuditDatabase(file: string, log: Log): Promise<Result<DatabaseSync>> {
  const opened = guarded(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // SQLite would create it readable for everybody; the WAL inherits these bits. Only a new file is opened here: closing one
    // that this process holds open elsewhere would drop its locks.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    return ok(new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: true }));
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  const ready = await prepared(db, file);
  if (!ready.ok) {
    db.close();
    return ready;
  }
  allowAppendOnly(db, log);
  return opened;
}

/** The switch to WAL does not wait for other openers as a transaction does, so it is tried again here. */
async function prepared(db: DatabaseSync, file: string): Promise<Result<void>> {
  for (const since = performance.now(); ; ) {
    try {
      db.exec('PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON; PRAGMA synchronous = FULL;');
      const layout = readLayout(db);
      if (layout.problem !== null) return fail('storage', `${file} ${layout.problem}`);
      db.exec('PRAGMA journal_mode = WAL');
      return migrate(db, file);
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      const failure = storageFailure(error, file);
      if (failure === null) throw error;
      if (!isBusy(error) || performance.now() - since >= heldTooLongMs) return { ok: false, error: failure };
      await pause(retryMs);
    }
  }
}

function migrate(db: DatabaseSync, file: string): Result<void> {
  if (readLayout(db).version === schemaVersion) return ok(undefined);
  db.exec('BEGIN IMMEDIATE');
  // Read again under the lock: another process may have been first.
  const { version, problem } = readLayout(db);
  if (problem !== null) {
    db.exec('ROLLBACK');
    return fail('storage', `${file} ${problem}`);
  }
  for (const step of migrations.slice(version)) db.exec(step);
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`);
  // Into the file itself, so that even a copy without its -wal says what it is.
  db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  return ok(undefined);
}

const Layout = z.object({ version: z.number(), application: z.number(), tables: z.number() });

/** Which layout the file has, and why it is not ours to write, if so. */
export function readLayout(db: DatabaseSync): { version: number; problem: string | null } {
  const { version, application, tables } = Layout.parse(
    db
      .prepare(
        `SELECT (SELECT user_version FROM pragma_user_version) AS version,
                (SELECT application_id FROM pragma_application_id) AS application,
                (SELECT count(*) FROM sqlite_schema WHERE type = 'table') AS tables`,
      )
      .get(),
  );
  if (tables > 0 && application !== applicationId)
    return { version, problem: 'is a SQLite database, but not an audit log. Give another file or another --home.' };
  if (version > schemaVersion)
    return {
      version,
      problem: `was written by a newer version (layout ${version}, this one knows ${schemaVersion}). Update this program.`,
    };
  return { version, problem: null };
}
