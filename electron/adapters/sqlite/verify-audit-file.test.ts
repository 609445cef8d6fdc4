import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csvHeader, exportLines } from '#shared/domain/audit/export.ts';
import { exampleDraft, freshHome, openStore, value, writtenLog } from './testing/stores.ts';
import { verifyDatabase, verifyFile } from './verify-audit-file.ts';

let place: ReturnType<typeof freshHome>;
beforeEach(() => {
  place = freshHome();
});
afterEach(() => place.remove());

/** What lies in a folder: names and contents. Neither may change by verifying. */
const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((found) => found.isFile())
      .map(({ name }) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
/** A folder with copies of the log's files. */
function copied(...suffixes: string[]): { folder: string; file: string } {
  const folder = join(place.home, 'copy');
  mkdirSync(folder);
  for (const suffix of suffixes) copyFileSync(`${place.file}${suffix}`, join(folder, `evidence.db${suffix}`));
  return { folder, file: join(folder, 'evidence.db') };
}

describe('verifying a database', () => {
  it('needs nothing but the file, and changes nothing', async () => {
    const { fingerprint, head } = await writtenLog(place.home, 5);
    const { folder, file } = copied('');
    const before = contents(folder);
    expect(value(await verifyFile(file, { key: fingerprint, head }))).toMatchObject({ intact: true, entries: 5, cannotExclude: [] });
    expect(contents(folder)).toEqual(before);
  });

  it('sees the newest entry of a desk that runs, and leaves its files alone', async () => {
    const store = await openStore(place.home);
    for (let index = 0; index < 3; index += 1) value(await store.append(exampleDraft));
    expect(value(await verifyFile(place.file))).toMatchObject({ intact: true, entries: 3, openIntents: 1 });
    value(await store.append(exampleDraft));
    expect(value(await verifyFile(place.file))).toMatchObject({ intact: true, entries: 4 });
    await store.close();
  });

  it('reads what a dead desk left in its -wal, in place', async () => {
    const store = await openStore(place.home);
    for (let index = 0; index < 3; index += 1) value(await store.append(exampleDraft));
    const { folder, file } = copied('', '-wal', '-shm');
    const before = contents(folder);
    expect(value(await verifyFile(file))).toMatchObject({ intact: true, entries: 3 });
    const { 'evidence.db-shm': _shm, ...evidence } = before;
    expect(contents(folder)).toMatchObject(evidence);
    await store.close();
  });

  it('reads a copy with its -wal, and leaves the copy as it is', async () => {
    const store = await openStore(place.home);
    for (let index = 0; index < 3; index += 1) value(await store.append(exampleDraft));
    const { folder, file } = copied('', '-wal');
    await store.close();
    const before = contents(folder);
    expect(value(await verifyFile(file))).toMatchObject({ intact: true, entries: 3 });
    expect(contents(folder)).toEqual(before);
  });

  it('a copy without its -wal is the log up to then: with the head given, cut', async () => {
    const store = await openStore(place.home);
    for (let index = 0; index < 3; index += 1) value(await store.append(exampleDraft));
    const { file } = copied('');
    const head = value(await store.head()) ?? undefined;
    await store.close();
    expect(value(await verifyFile(file))).toMatchObject({ intact: true, entries: 0 });
    expect(value(await verifyFile(file, { head }))).toMatchObject({ intact: false, firstBad: { seq: 1 } });
  });

  const tampered: [string, string, number][] = [
    ['changed', `UPDATE entries SET canonical = replace(canonical, 'reason 3', 'reason 0') WHERE seq = 3`, 3],
    ['deleted', 'DELETE FROM entries WHERE seq = 3', 3],
    ['deleted at the end, its checkpoint kept', 'DELETE FROM entries WHERE seq = 5', 5],
    ['renumbered', 'UPDATE entries SET seq = 9 WHERE seq = 3', 3],
    [
      'swapped',
      'UPDATE entries SET canonical = (SELECT canonical FROM entries AS other WHERE other.seq = 7 - entries.seq) WHERE seq IN (3, 4)',
      3,
    ],
    ['not JSON', `UPDATE entries SET canonical = 'garbage' WHERE seq = 3`, 3],
    ['the first one deleted and all renumbered', 'DELETE FROM entries WHERE seq = 1; UPDATE entries SET seq = seq - 1', 1],
    ['a checkpoint changed', `UPDATE checkpoints SET canonical = replace(canonical, '"seq":5', '"seq":4')`, 4],
  ];
  it.each(tampered)('names the first bad entry: one %s by hand', async (_, sql, seq) => {
    await writtenLog(place.home, 5);
    const hand = new DatabaseSync(place.file, { enableForeignKeyConstraints: false });
    const names = hand.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all();
    for (const { name } of names) hand.exec(`DROP TRIGGER ${String(name)}`);
    hand.exec(sql);
    hand.close();
    expect(value(await verifyFile(place.file))).toMatchObject({ intact: false, firstBad: { seq } });
  });

  it('pages that are damaged are a broken log, in the words of SQLite', async () => {
    await writtenLog(place.home, 200);
    const bytes = readFileSync(place.file);
    writeFileSync(place.file, bytes.fill(0xff, 4096 * 12));
    expect(value(await verifyFile(place.file))).toMatchObject({
      intact: false,
      firstBad: { why: expect.stringContaining('database disk image is malformed') },
    });
  });

  it('cut short is a broken log', async () => {
    await writtenLog(place.home, 200);
    writeFileSync(place.file, readFileSync(place.file).subarray(0, 4096 * 9));
    expect(value(await verifyFile(place.file))).toMatchObject({ intact: false });
  });

  it("somebody else's database, or an empty one, is no log: that is the finding", async () => {
    const file = join(place.home, 'other.db');
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    expect(value(await verifyFile(file))).toMatchObject({ intact: false, firstBad: { why: expect.stringContaining('not an audit log') } });
    other.exec('DROP TABLE bookmarks');
    other.close();
    expect(value(await verifyFile(file))).toMatchObject({
      intact: false,
      firstBad: { why: expect.stringContaining('holds no audit log') },
    });
  });

  it('a log of a newer version is not judged', async () => {
    await writtenLog(place.home, 1);
    const newer = new DatabaseSync(place.file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(await verifyFile(place.file)).toMatchObject({
      ok: false,
      error: { kind: 'unsupported', message: expect.stringContaining('newer version') },
    });
  });

  it('no database, no verdict', async () => {
    expect(await verifyDatabase(join(place.home, 'none.db'))).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

describe('verifying an export', () => {
  let text: string;
  let file: string;
  let fingerprint: string;
  beforeEach(async () => {
    ({ fingerprint } = await writtenLog(place.home, 5));
    const store = await openStore(place.home);
    text = '';
    for await (const line of exportLines('jsonl', store.entries(), value(await store.checkpoints()))) text += line;
    await store.close();
    file = join(place.home, 'export.jsonl');
  });
  const verdictOf = async (bytes: string | Buffer) => {
    writeFileSync(file, bytes);
    return value(await verifyFile(file));
  };

  it('round trip', async () => {
    expect(await verdictOf(text)).toMatchObject({ intact: true, entries: 5, checkpoints: 1, fingerprints: [fingerprint], signedUpTo: 5 });
    // An editor or a shell may take the last newline: no evidence is in it.
    expect(await verdictOf(text.trimEnd())).toMatchObject({ intact: true, entries: 5 });
  });

  it('an empty file holds no log', async () => {
    expect(await verdictOf('')).toMatchObject({ intact: false, firstBad: { line: 1, why: 'The file is empty: it holds no log.' } });
  });

  it('a last line that is cut', async () => {
    expect(await verdictOf(text.slice(0, -30))).toMatchObject({
      intact: false,
      entries: 5,
      firstBad: { line: 6, why: expect.stringContaining('cut') },
    });
  });

  it('a byte order mark, carriage returns, an empty line, garbage, bytes that are not UTF-8', async () => {
    const lines = text.split('\n');
    expect(await verdictOf(`\ufeff${text}`)).toMatchObject({ firstBad: { line: 1, why: expect.stringContaining('byte order mark') } });
    expect(await verdictOf(text.replaceAll('\n', '\r\n'))).toMatchObject({
      firstBad: { line: 1, why: expect.stringContaining('carriage return') },
    });
    expect(await verdictOf(lines.toSpliced(2, 0, '').join('\n'))).toMatchObject({ firstBad: { line: 3, seq: 3 } });
    expect(await verdictOf(lines.toSpliced(2, 0, 'garbage').join('\n'))).toMatchObject({ firstBad: { line: 3, seq: 3 } });
    const bytes = Buffer.from(text);
    bytes[text.indexOf('reason 3')] = 0xff;
    expect(await verdictOf(bytes)).toMatchObject({ firstBad: { line: 3, why: expect.stringContaining('not UTF-8') } });
    expect(await verdictOf(Buffer.from(text, 'utf16le'))).toMatchObject({ intact: false, firstBad: { line: 1 } });
    expect(await verdictOf(Buffer.alloc(3_000_000, 0x80))).toMatchObject({ intact: false, firstBad: { line: 1 } });
  });

  it('a line of 10 MB is a line like any other', async () => {
    const { home, remove } = freshHome();
    const store = await openStore(home);
    value(await store.append({ ...exampleDraft, detail: { large: 'ü'.repeat(5_000_000) } }));
    value(await store.append(exampleDraft));
    const large = join(home, 'large.jsonl');
    for await (const line of exportLines('jsonl', store.entries(), [])) appendFileSync(large, line);
    await store.close();
    expect(value(await verifyFile(large))).toMatchObject({ intact: true, entries: 2 });
    remove();
  });

  it('a line beyond 64 MB is not read to its end', async () => {
    expect(await verdictOf(Buffer.alloc(70 * 1024 * 1024, 0x61))).toMatchObject({
      firstBad: { line: 1, why: expect.stringContaining('longer than 64 MB') },
    });
  });

  it('a CSV export says what to verify instead', async () => {
    writeFileSync(file, `${csvHeader}\r\n`);
    expect(await verifyFile(file)).toMatchObject({ ok: false, error: { kind: 'invalid', message: expect.stringContaining('CSV export') } });
  });

  it('no file, or a folder, is no verdict', async () => {
    expect(await verifyFile(join(place.home, 'none'))).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await verifyFile(place.home)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });
});
