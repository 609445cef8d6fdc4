import { closeSync, fstatSync, fsync, openSync, writeSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** What SQLite lets the -wal grow to before it goes back to its beginning: 1,000 pages of 4 KB. */
const walBytes = 4 * 1024 * 1024;
const pieceBytes = 64 * 1024;

/**
 * Makes the -wal as long as it will get, with zeros that SQLite takes for the end of the log. An fsync of a file that grew
 * commits the file system's journal as well, behind everybody else's writes; one of blocks that were there writes them and is
 * done. The append is as durable as before, and its slowest is faster. Zeros are written only past the end and only under
 * SQLite's own write lock, so no other process can be writing there; they are synced after it is released. Whatever goes wrong,
 * the log works without: resolves with whether the -wal is grown.
 */
export async function growWal(db: DatabaseSync, file: string): Promise<boolean> {
  if (!db.isOpen || db.isTransaction) return false;
  let wal: number | null = null;
  try {
    wal = openSync(`${file}-wal`, 'r+');
    db.exec('BEGIN IMMEDIATE');
    try {
      const zeros = Buffer.alloc(pieceBytes);
      for (let at = fstatSync(wal).size; at < walBytes; ) at += writeSync(wal, zeros, 0, Math.min(pieceBytes, walBytes - at), at);
    } finally {
      db.exec('ROLLBACK');
    }
    return await synced(wal);
  } catch {
    return false;
  } finally {
    // SQLite holds its locks on the database and the -shm: closing a -wal of our own drops none.
    if (wal !== null) closeSync(wal);
  }
}

function synced(descriptor: number): Promise<boolean> {
  return new Promise((resolve) => fsync(descriptor, (error) => resolve(error === null)));
}
