import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { Watching } from '#core/ports/audit-store.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { ChainVerifier } from '#shared/domain/audit/verify-chain.ts';
import { readLayout } from './open-database.ts';
import { openUntouched } from './open-untouched.ts';
import { schemaVersion } from './schema.ts';
import { storageFailure } from './sqlite-failure.ts';

const Row = z.object({ seq: z.number(), canonical: z.string() });
/** Rows between two looks at the event loop: a host verifies while it serves. */
const breathEvery = 2_000;
/** SQLite's words for a file whose bytes are wrong: SQLITE_CORRUPT and SQLITE_NOTADB. */
const damaged = new Set([11, 26]);

/** Feeds a database's entries, each checkpoint after its entry, from one snapshot. Bytes SQLite cannot read are a flaw. */
export async function feedDatabase(path: string, verifier: ChainVerifier, watching?: Watching): Promise<Result<void>> {
  const opened = openUntouched(path);
  if (!opened.ok) return opened;
  const { db, close } = opened.value;
  let last = 0;
  try {
    db.exec('BEGIN');
    const layout = readLayout(db);
    if (layout.version > schemaVersion) return fail('unsupported', `${path} ${layout.problem ?? ''}`);
    // Where a log was expected and there is none, that is the finding.
    const none = layout.problem ?? (layout.version === 0 ? 'holds no audit log. If it is a copy, copy its -wal beside it.' : null);
    if (none !== null) {
      verifier.reject({ seq: 1 }, `This file ${none}`);
      return ok(undefined);
    }
    const checkpoints = nextUpTo(db);
    for (const found of db.prepare('SELECT seq, canonical FROM entries ORDER BY seq').iterate()) {
      const row = Row.parse(found);
      if (!verifier.feed(row.canonical, { seq: row.seq })) return ok(undefined);
      last = row.seq;
      if (!checkpoints(last, verifier)) return ok(undefined);
      if (last % breathEvery !== 0) continue;
      watching?.onEntries(last);
      await breathe();
      if (watching?.signal.aborted === true) return ok(undefined);
    }
    checkpoints(Number.MAX_SAFE_INTEGER, verifier);
    return ok(undefined);
  } catch (error) {
    const failure = storageFailure(error, path);
    if (failure === null) throw error;
    if (!damaged.has((failure.upstream?.status ?? 0) & 0xff)) return { ok: false, error: failure };
    verifier.reject({ seq: last + 1 }, `SQLite cannot read the file at entry ${last + 1}: ${failure.upstream?.text ?? 'damaged'}.`);
    return ok(undefined);
  } finally {
    close();
  }
}

/** Feeds the checkpoints up to an entry, in order, each once. */
function nextUpTo(db: DatabaseSync): (seq: number, verifier: ChainVerifier) => boolean {
  const rows = db.prepare('SELECT seq, canonical FROM checkpoints ORDER BY seq').iterate();
  const take = () => {
    const { value, done } = rows.next();
    return done === true ? null : Row.parse(value);
  };
  let waiting = take();
  return (seq, verifier) => {
    for (; waiting !== null && waiting.seq <= seq; waiting = take()) {
      if (!verifier.feed(`{"checkpoint":${waiting.canonical}}`, {})) return false;
    }
    return true;
  };
}
