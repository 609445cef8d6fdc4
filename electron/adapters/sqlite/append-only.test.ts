import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowAppendOnly } from './append-only.ts';
import { openAuditDatabase } from './open-database.ts';
import { freshHome, memoryLog, value, writtenLog } from './testing/stores.ts';

let place: ReturnType<typeof freshHome>;
let db: DatabaseSync;
beforeEach(async () => {
  place = freshHome();
  await writtenLog(place.home, 2);
});
afterEach(() => {
  db.close();
  place.remove();
});

describe('a stranger with the file open', () => {
  beforeEach(() => {
    // As a shell opens it: no recursive_triggers, no authorizer.
    db = new DatabaseSync(place.file);
    db.exec('PRAGMA recursive_triggers = OFF');
  });

  it.each([
    ["UPDATE entries SET canonical = '{}' WHERE seq = 1", 'append-only'],
    ['UPDATE entries SET seq = 9 WHERE seq = 2', 'append-only'],
    ['DELETE FROM entries WHERE seq = 2', 'append-only'],
    ["INSERT OR REPLACE INTO entries (seq, canonical) VALUES (2, '{}')", 'only grows at its end'],
    ["REPLACE INTO entries (seq, canonical) VALUES (1, '{}')", 'only grows at its end'],
    ["INSERT INTO entries (seq, canonical) VALUES (4, '{}')", 'only grows at its end'],
    [
      "INSERT INTO entries (seq, canonical) VALUES (2, '{}') ON CONFLICT DO UPDATE SET canonical = excluded.canonical",
      'only grows at its end',
    ],
    ['DELETE FROM checkpoints', 'append-only'],
    ["UPDATE checkpoints SET canonical = '{}'", 'append-only'],
    ["INSERT OR REPLACE INTO checkpoints VALUES (2, '{}')", 'only grow at their end'],
    ['DELETE FROM pairs', 'append-only'],
    ["UPDATE pairs SET phase = 'outcome'", 'append-only'],
  ])('is refused %s', (sql, words) => {
    expect(() => db.exec(sql)).toThrow(words);
  });
});

describe("the desk's own connection", () => {
  beforeEach(async () => {
    db = value(await openAuditDatabase(place.file, memoryLog()));
  });

  it.each([
    "UPDATE entries SET canonical = '{}'",
    'DELETE FROM entries',
    'DROP TRIGGER entries_keep',
    'DROP TABLE entries',
    'ALTER TABLE entries RENAME TO gone',
    'CREATE TRIGGER more AFTER INSERT ON entries BEGIN DELETE FROM checkpoints; END',
    'PRAGMA writable_schema = ON',
    'PRAGMA synchronous = OFF',
    'PRAGMA user_version = 0',
    "ATTACH ':memory:' AS other",
    "DELETE FROM sqlite_schema WHERE type = 'trigger'",
  ])('may not even try %s', (sql) => {
    expect(() => db.exec(sql)).toThrow(/not authorized|may not be modified/);
  });

  it('may read and append', () => {
    expect(db.prepare('SELECT count(*) AS n FROM entries').get()).toMatchObject({ n: 2 });
    db.exec("INSERT INTO entries (seq, canonical) VALUES (3, '{}')");
  });
});

describe('a runtime without the authorizer', () => {
  it('says that the triggers stand alone', () => {
    db = new DatabaseSync(':memory:');
    const log = memoryLog();
    allowAppendOnly(Object.defineProperty(db, 'setAuthorizer', { value: undefined }), log);
    expect(log.lines).toEqual([expect.stringContaining('guarded by its triggers alone')]);
  });
});
