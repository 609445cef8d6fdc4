import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryRecords } from '#core/ports/testing/memory-records.ts';
import { describeRecords } from '#core/ports/testing/records-conformance.ts';
import { createSystemClock } from '../system/system-clock.ts';
import { openRecords, recordsFileOf } from './records-store.ts';

const clock = createSystemClock();

function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'records-'));
}

async function opened(home: string) {
  const records = await openRecords({ home, clock });
  if (!records.ok) throw new Error(records.error.message);
  return records.value;
}

describeRecords('memory', async () => ({ records: createMemoryRecords(clock), remove: () => {} }));
describeRecords('sqlite', async () => {
  const home = newHome();
  return { records: await opened(home), remove: () => rmSync(home, { recursive: true }) };
});

describe('the record of a home', () => {
  it('is shared by its desks: one sees what the other wrote, and of two deciders one wins', async () => {
    const home = newHome();
    const [one, other] = await Promise.all([opened(home), opened(home)]);
    onTestFinished(async () => {
      await Promise.all([one.close(), other.close()]);
      rmSync(home, { recursive: true });
    });
    const told: string[] = [];
    other.onChange((streams) => told.push(...streams), new AbortController().signal);
    expect(await one.append('trains/a', 0, [{ by: 'one' }])).toMatchObject({ ok: true });
    expect(await other.append('trains/a', 0, [{ by: 'other' }])).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    await expect.poll(() => told).toEqual(['trains/a']);
    expect(await other.read('trains/a')).toMatchObject({ value: [{ data: { by: 'one' } }] });
  });

  it('lets nothing be changed or taken away, whoever opens the file, and is its owner’s alone', async () => {
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true }));
    const records = await opened(home);
    await records.append('trains/a', 0, [{}]);
    await records.close();
    expect(statSync(recordsFileOf(home)).mode & 0o077).toBe(0);
    const db = new DatabaseSync(recordsFileOf(home));
    expect(() => db.exec('DELETE FROM events')).toThrow('append-only');
    expect(() => db.exec("UPDATE events SET data = '{}'")).toThrow('append-only');
    db.close();
  });

  it.each([
    ['nonsense', 'not a SQLite database'],
    ['', null],
  ])('that holds %j: %s', async (text, problem) => {
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true }));
    writeFileSync(recordsFileOf(home), text);
    const records = await openRecords({ home, clock });
    expect(records.ok).toBe(problem === null);
    if (records.ok) await records.value.close();
    else expect(records.error).toMatchObject({ kind: 'storage', message: expect.stringContaining(problem ?? '') });
  });

  it('is not another program’s database', async () => {
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true }));
    const db = new DatabaseSync(recordsFileOf(home));
    db.exec('CREATE TABLE other (a)');
    db.close();
    expect(await openRecords({ home, clock })).toMatchObject({ ok: false, error: { kind: 'storage' } });
  });

  const mountable = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/mount');
  if (!mountable) process.stderr.write('The record on a full disk is not tried: this account cannot mount a small file system.\n');
  it.skipIf(!mountable)('on a full disk refuses the event by name, loses nothing, lives on, and goes on once there is room', async () => {
    const home = newHome();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', home]);
    try {
      const records = await opened(home);
      const told: string[] = [];
      records.onChange((streams) => told.push(...streams), new AbortController().signal);
      const event = { note: 'x'.repeat(3_000) };
      let written = 0;
      // Three events at once: all of them, or none.
      let last = await records.append('incidents/INC-1', 0, [event, event, event]);
      for (; last.ok; last = await records.append('incidents/INC-1', written, [event, event, event])) written = last.value.version;
      expect(last.error).toMatchObject({
        kind: 'storage',
        message: `The record of trains and incidents ${recordsFileOf(home)} cannot be used. The disk is full. Free space on it, then try again.`,
        upstream: { source: 'sqlite', text: 'database or disk is full' },
      });
      const read = await records.read('incidents/INC-1');
      expect(read.ok && read.value.map(({ version }) => version)).toEqual(Array.from({ length: written }, (_, index) => index + 1));
      // The same process goes on: another desk of this home reads what was kept, and with room there is a next event.
      const other = await openRecords({ home, clock });
      expect(other.ok && (await other.value.read('incidents/INC-1')).ok).toBe(true);
      execFileSync('mount', ['-o', 'remount,size=2m', home]);
      expect(await records.append('incidents/INC-1', written, [event])).toMatchObject({ ok: true, value: { version: written + 1 } });
      expect(told.length).toBeGreaterThan(0);
      if (other.ok) await other.value.close();
      await records.close();
    } finally {
      execFileSync('umount', [home]);
      rmSync(home, { recursive: true });
    }
  });
});
