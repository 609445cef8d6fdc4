import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import type { RecordedEvent, Records } from '#core/ports/records.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { watchRecords } from './records-watch.ts';
import { guarded, isRefusedByTrigger } from './sqlite-failure.ts';

const what = 'record of trains and incidents';
const busyMs = 5_000;
const retryMs = 20;
/** `PRAGMA application_id`: "RCCR". */
const applicationId = 0x52434352;
const layoutVersion = 1;

const Row = z.object({ id: z.number(), stream: z.string(), version: z.number(), at: z.number(), data: z.string() });

/** The primary key lets one of two deciders win; the triggers keep what was written. */
const layout = `
CREATE TABLE IF NOT EXISTS events (
  id INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  data TEXT NOT NULL,
  UNIQUE (stream, version)
) STRICT;
CREATE TRIGGER IF NOT EXISTS events_keep BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
CREATE TRIGGER IF NOT EXISTS events_fixed BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${layoutVersion};
`;

/** Where a home keeps its records. */
export function recordsFileOf(home: string): string {
  return join(home, 'records.db');
}

/** Streams of events in SQLite, on disk when `append` resolves. Several processes may hold it open at once. */
export async function openRecords({ home, clock }: { home: string; clock: Pick<Clock, 'now' | 'sleep'> }): Promise<Result<Records>> {
  const file = recordsFileOf(home);
  let opened = guarded(file, () => open(file), what);
  // The switch to WAL does not wait for another opener as a transaction does, so it is tried again here.
  for (let left = busyMs / retryMs; !opened.ok && opened.error.upstream?.status === 5 && left > 0; left -= 1) {
    await clock.sleep(retryMs);
    opened = guarded(file, () => open(file), what);
  }
  if (!opened.ok) return opened;
  const db = opened.value;
  const closed = new AbortController();
  const byStream = db.prepare('SELECT id, stream, version, at, data FROM events WHERE stream = ? ORDER BY version');
  const names = db.prepare('SELECT stream FROM events WHERE substr(stream, 1, ?) = ? GROUP BY stream ORDER BY min(id)');
  const newest = db.prepare('SELECT coalesce(max(version), 0) AS version FROM events WHERE stream = ?');
  const insert = db.prepare('INSERT INTO events (stream, version, at, data) VALUES (?, ?, ?, ?)');
  const watch = watchRecords(db, clock, closed.signal);

  function appendNow(stream: string, expected: number, events: readonly unknown[]): Result<{ version: number }> {
    db.exec('BEGIN IMMEDIATE');
    try {
      const { version } = z.object({ version: z.number() }).parse(newest.get(stream));
      if (version !== expected) {
        db.exec('ROLLBACK');
        return fail('conflict', `${stream} moved on from ${expected} to ${version} meanwhile. Read it again.`);
      }
      events.forEach((event, index) => insert.run(stream, expected + index + 1, clock.now(), JSON.stringify(event)));
      db.exec('COMMIT');
      return ok({ version: expected + events.length });
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      if (isRefusedByTrigger(error)) return fail('storage', `The ${what} ${file} refused the entry.`);
      throw error;
    }
  }

  return ok({
    read: async (stream) => guarded(file, () => ok(byStream.all(stream).map(toEvent)), what),
    streams: async (prefix) =>
      guarded(file, () => ok(names.all(prefix.length, prefix).map((row) => z.object({ stream: z.string() }).parse(row).stream)), what),
    async append(stream, expected, events) {
      const appended = guarded(file, () => appendNow(stream, expected, events), what);
      if (appended.ok) watch.look();
      return appended;
    },
    onChange: watch.onChange,
    async close() {
      closed.abort();
      if (db.isOpen) db.close();
    },
  });
}

function open(file: string): Result<DatabaseSync> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file, { timeout: busyMs });
  const found = z.object({ application: z.number(), version: z.number(), tables: z.number() }).parse(
    db
      .prepare(
        `SELECT (SELECT application_id FROM pragma_application_id) AS application,
                  (SELECT user_version FROM pragma_user_version) AS version,
                  (SELECT count(*) FROM sqlite_schema WHERE type = 'table') AS tables`,
      )
      .get(),
  );
  const refusal =
    found.tables > 0 && found.application !== applicationId
      ? 'is a SQLite database, but not a record of this desk. Give another --home.'
      : found.version > layoutVersion
        ? 'was written by a newer version. Update this program.'
        : null;
  if (refusal !== null) {
    db.close();
    return fail('storage', `${file} ${refusal}`);
  }
  db.exec('PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;');
  if (found.version < layoutVersion) db.exec(`BEGIN IMMEDIATE; ${layout} COMMIT;`);
  return ok(db);
}

function toEvent(row: unknown): RecordedEvent {
  const { stream, version, at, data } = Row.parse(row);
  return { stream, version, at, data: z.json().parse(JSON.parse(data)) };
}
