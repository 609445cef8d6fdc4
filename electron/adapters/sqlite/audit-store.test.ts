import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAuditStore } from './audit-store.ts';
import { prepareStatements } from './audit-statements.ts';
import { createAuditWriter } from './audit-writer.ts';
import { openAuditDatabase } from './open-database.ts';
import { loadSigner } from './signing-key.ts';
import { exampleDraft, fixedClock, freshHome, memoryLog, openStore, value, writtenLog } from './testing/stores.ts';

let place: ReturnType<typeof freshHome>;
beforeEach(() => {
  place = freshHome();
});
afterEach(() => place.remove());
const open = (home = place.home) => openAuditStore({ home, clock: fixedClock, log: memoryLog() });
const keyFile = () => join(place.home, 'keys', 'audit-ed25519.pem');

describe('the log on disk', () => {
  it.skipIf(process.platform === 'win32')('belongs to this account alone, with its key', async () => {
    await writtenLog(place.home, 1);
    const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
    expect([mode(place.file), mode(keyFile()), mode(join(place.home, 'keys'))]).toEqual(['600', '600', '700']);
  });

  it('is in WAL mode', async () => {
    const store = await openStore(place.home);
    expect(existsSync(`${place.file}-wal`)).toBe(true);
    await store.close();
  });

  it('is signed each hundred entries without being asked, and at its close', async () => {
    const store = await openStore(place.home);
    for (let index = 0; index < 250; index += 1) value(await store.append(exampleDraft));
    expect(value(await store.checkpoints()).map(({ seq }) => seq)).toEqual([100, 200]);
    await store.close();
    await store.close();
    const again = await openStore(place.home);
    expect(value(await again.checkpoints()).map(({ seq }) => seq)).toEqual([100, 200, 250]);
    expect(value(await again.openIntents())).toHaveLength(1);
    await again.close();
  });

  it('takes text that has no canonical form as the nearest that has one: evidence is not refused for its spelling', async () => {
    const store = await openStore(place.home);
    const entry = value(await store.append({ ...exampleDraft, reason: 'cut \ud83d', detail: { measured: Number.NaN } }));
    expect(entry).toMatchObject({ reason: 'cut \ufffd', detail: { measured: null } });
    expect(value(await store.verify({}))).toMatchObject({ intact: true, entries: 1 });
    await store.close();
  });

  it('that is closed takes nothing more, and says so', async () => {
    const store = await openStore(place.home);
    await store.close();
    expect(await store.append(exampleDraft)).toMatchObject({
      ok: false,
      error: { kind: 'storage', message: expect.stringContaining('is closed') },
    });
  });

  it('does not take what is no entry, and stays as it was', async () => {
    const store = await openStore(place.home);
    expect(await store.append({ ...exampleDraft, at: 'yesterday' })).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(value(await store.head())).toBeNull();
    await store.close();
  });

  it('reads a row that is no entry as a broken log, and still verifies it', async () => {
    await writtenLog(place.home, 1);
    const stranger = new DatabaseSync(place.file);
    stranger.exec("INSERT INTO entries (seq, canonical) VALUES (2, 'garbage')");
    stranger.close();
    const store = await openStore(place.home);
    expect(await store.list({ limit: 5 })).toMatchObject({ ok: false, error: { kind: 'storage' } });
    await expect(async () => {
      for await (const _ of store.entries());
    }).rejects.toThrow('rcc audit verify');
    expect(value(await store.verify({}))).toMatchObject({ intact: false, firstBad: { seq: 2 } });
    await store.close();
  });
});

describe('bad places', () => {
  it('a file that is no database', async () => {
    writeFileSync(place.file, 'not a database '.repeat(100));
    expect(await open()).toMatchObject({
      ok: false,
      error: {
        kind: 'storage',
        message: expect.stringContaining('not a SQLite database'),
        upstream: { source: 'sqlite', text: 'file is not a database' },
      },
    });
  });

  it("somebody else's database", async () => {
    const other = new DatabaseSync(place.file);
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    expect(await open()).toMatchObject({ ok: false, error: { kind: 'storage', message: expect.stringContaining('not an audit log') } });
  });

  it('a log of a newer version', async () => {
    await writtenLog(place.home, 1);
    const newer = new DatabaseSync(place.file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(await open()).toMatchObject({
      ok: false,
      error: { kind: 'storage', message: expect.stringContaining('newer version (layout 99') },
    });
  });

  it('a home that cannot be a folder', async () => {
    const blocked = join(place.home, 'file');
    writeFileSync(blocked, '');
    expect(await open(join(blocked, 'home'))).toMatchObject({ ok: false, error: { kind: 'storage', upstream: { source: 'system' } } });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a folder that may not be written', async () => {
    chmodSync(place.home, 0o500);
    expect(await open()).toMatchObject({ ok: false, error: { kind: 'storage' } });
    chmodSync(place.home, 0o700);
  });

  it('a log that was moved or deleted while in use is noticed, not written on unseen', async () => {
    const store = await openStore(place.home);
    value(await store.append(exampleDraft));
    renameSync(place.file, `${place.file}.gone`);
    await expect
      .poll(() => store.append(exampleDraft))
      .toMatchObject({ ok: false, error: { kind: 'storage', message: expect.stringContaining('moved or deleted') } });
    renameSync(`${place.file}.gone`, place.file);
    expect(await store.append(exampleDraft)).toMatchObject({ ok: true });
    await store.close();
  });

  it('a damaged page fails the reading in the words of SQLite', async () => {
    const { home, file } = place;
    await writtenLog(home, 200);
    const bytes = Buffer.alloc(4096 * 20, 0xff);
    execFileSync('dd', [`of=${file}`, 'bs=4096', 'seek=12', 'conv=notrunc', 'status=none'], { input: bytes });
    const store = await openStore(home);
    expect(await store.list({ limit: 200 })).toMatchObject({ ok: false, error: { kind: 'storage', upstream: { source: 'sqlite' } } });
    await store.close();
  });
});

describe('a full disk', () => {
  it('refuses the entry in the words of SQLite, leaves nothing half, and goes on once there is room', async () => {
    const { file, home } = place;
    const db = value(await openAuditDatabase(file, memoryLog()));
    db.setAuthorizer(null);
    db.exec('PRAGMA max_page_count = 16');
    const signer = value(loadSigner(join(home, 'keys', 'audit-ed25519.pem'), memoryLog()));
    const writer = createAuditWriter({ db, file, statements: prepareStatements(db), signer, clock: fixedClock });
    let written = 0;
    let refused = writer.append(exampleDraft);
    for (; refused.ok; refused = writer.append({ ...exampleDraft, detail: { large: 'x'.repeat(2_000) } })) written += 1;
    expect(refused.error).toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('The disk is full. Free space on it'),
      upstream: { source: 'sqlite', text: 'database or disk is full' },
    });
    db.exec('PRAGMA max_page_count = 10000');
    expect(value(writer.append(exampleDraft)).seq).toBe(written + 1);
    db.close();
  });

  const mountable = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/mount');
  it.skipIf(!mountable)('a real one: a file system of 512 kB', async () => {
    const home = join(place.home, 'small');
    mkdirSync(home);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', home]);
    try {
      const store = await openStore(home);
      let last = await store.append(exampleDraft);
      let written = 0;
      for (; last.ok; last = await store.append({ ...exampleDraft, detail: { large: 'x'.repeat(3_000) } })) written += 1;
      expect(last.error).toMatchObject({ kind: 'storage', message: expect.stringContaining('The disk is full') });
      expect(value(await store.head())?.seq).toBe(written);
      expect(value(await store.verify({}))).toMatchObject({ intact: true, entries: written });
      await store.close();
    } finally {
      execFileSync('umount', [home]);
    }
  });
});

describe('the key that signs', () => {
  it('is made once and found again', async () => {
    const first = await writtenLog(place.home, 1);
    const second = await writtenLog(place.home, 1);
    expect(second.fingerprint).toBe(first.fingerprint);
  });

  it.skipIf(process.platform === 'win32')('is used but complained of when others can read it', async () => {
    await writtenLog(place.home, 1);
    chmodSync(keyFile(), 0o644);
    const log = memoryLog();
    await (await openStore(place.home, log)).close();
    expect(log.lines).toEqual([expect.stringContaining('can be read by other accounts')]);
  });

  it('that cannot be made stops the desk before its first act', async () => {
    writeFileSync(join(place.home, 'keys'), 'a file where the folder should be');
    expect(await open()).toMatchObject({ ok: false, error: { kind: 'storage', message: expect.stringContaining('cannot be made') } });
  });

  it('that is none stops the desk from writing what it could not sign', async () => {
    await writtenLog(place.home, 1);
    writeFileSync(keyFile(), 'garbage');
    expect(await open()).toMatchObject({
      ok: false,
      error: { kind: 'storage', message: expect.stringContaining('Restore it, or move it away') },
    });
  });

  it('that is lost is replaced, and the log shows both', async () => {
    const before = await writtenLog(place.home, 1);
    rmSync(keyFile());
    const after = await writtenLog(place.home, 1);
    const store = await openStore(place.home);
    expect(value(await store.verify({}))).toMatchObject({ intact: true, fingerprints: [before.fingerprint, after.fingerprint] });
    expect(value(await store.verify({ key: before.fingerprint }))).toMatchObject({ intact: false, firstBad: { seq: 2 } });
    await store.close();
  });
});
