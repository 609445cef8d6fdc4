import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { ok, type Result } from '#shared/contract/result.ts';
import { guarded } from './sqlite-failure.ts';

export interface Untouched {
  readonly db: DatabaseSync;
  close(): void;
}

/**
 * Opens a database for reading so that neither it nor its folder changes: evidence may lie on a read-only disk.
 * In WAL mode a reader makes files of its own unless they are there, hence the three cases.
 */
export function openUntouched(path: string): Result<Untouched> {
  return guarded(path, () => {
    // A desk has it open, or died with it: its -shm is there, and a plain reader adds nothing.
    if (existsSync(`${path}-shm`)) return ok(opened(new DatabaseSync(path, { readOnly: true, timeout: 5_000 })));
    const wal = statSync(`${path}-wal`, { throwIfNoEntry: false });
    if (wal !== undefined && wal.size > 0) return ok(openCopy(path));
    const url = pathToFileURL(path);
    url.searchParams.set('immutable', '1');
    return ok(opened(new DatabaseSync(url, { readOnly: true })));
  });
}

/** A database and its -wal, without the desk they came from: reading the -wal needs a folder that may be written. */
function openCopy(path: string): Untouched {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-verify-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(path));
    copyFileSync(path, copy);
    copyFileSync(`${path}-wal`, `${copy}-wal`);
    return opened(new DatabaseSync(copy, { readOnly: true }), remove);
  } catch (error) {
    remove();
    throw error;
  }
}

function opened(db: DatabaseSync, after: () => void = () => {}): Untouched {
  return {
    db,
    close() {
      db.close();
      after();
    },
  };
}
