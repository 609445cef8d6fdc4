import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
});
