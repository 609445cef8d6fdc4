import { copyFileSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { growWal } from './grow-wal.ts';

function log() {
  const file = join(mkdtempSync(join(tmpdir(), 'rcc-wal-')), 'log.db');
  const open = () => {
    const db = new DatabaseSync(file, { timeout: 0 });
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS lines (text TEXT)');
    return db;
  };
  const add = (db: DatabaseSync, text: string) => db.prepare('INSERT INTO lines VALUES (?)').run(text);
  const lines = (db: DatabaseSync) =>
    db
      .prepare('SELECT text FROM lines ORDER BY rowid')
      .all()
      .map(({ text }) => text);
  return { file, open, add, lines, walBytes: () => statSync(`${file}-wal`).size };
}

test('what was written before and after is there, also for another process and after a crash', async () => {
  const { file, open, add, lines, walBytes } = log();
  const db = open();
  add(db, 'before');
  expect(await growWal(db, file)).toBe(true);
  const grown = walBytes();
  add(db, 'after');
  expect(walBytes()).toBe(grown);
  expect(lines(open())).toEqual(['before', 'after']);
  // A crash leaves the database, its -wal with the zeros at its end, and nobody to tidy up.
  const crashed = `${file}-crashed`;
  for (const end of ['', '-wal']) copyFileSync(file + end, crashed + end);
  expect(lines(new DatabaseSync(crashed))).toEqual(['before', 'after']);
});

test('past its length the log goes on as ever', async () => {
  const { file, open, add, lines } = log();
  const db = open();
  await growWal(db, file);
  const many = Array.from({ length: 1_500 }, (_, number) => `${number} ${'x'.repeat(4_000)}`);
  db.exec('PRAGMA synchronous = OFF');
  for (const text of many) add(db, text);
  expect(lines(open())).toEqual(many);
});

test('while another process writes, nothing is touched', async () => {
  const { file, open, add, lines, walBytes } = log();
  const [db, other] = [open(), open()];
  other.exec('BEGIN IMMEDIATE');
  const before = walBytes();
  expect(await growWal(db, file)).toBe(false);
  expect(walBytes()).toBe(before);
  add(other, 'theirs');
  other.exec('COMMIT');
  expect(lines(db)).toEqual(['theirs']);
});
