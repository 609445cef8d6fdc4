import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleDraft, freshHome, openStore, value } from './testing/stores.ts';
import { verifyFile } from './verify-audit-file.ts';

const program = join(import.meta.dirname, 'testing/append-many.ts');
let place: ReturnType<typeof freshHome>;
beforeEach(() => {
  place = freshHome();
});
afterEach(() => place.remove());

const start = (count: number, name: string) =>
  spawn(process.execPath, [program, place.home, String(count), name], { stdio: ['ignore', 'pipe', 'pipe'] });

describe('several processes, one log', () => {
  it('four that create it and append 500 entries each lose none, double none, and leave one chain signed by one key', async () => {
    const children = ['a', 'b', 'c', 'd'].map((name) => start(500, name));
    const told = await Promise.all(
      children.map(async (child) => {
        const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
        expect(errors).toBe('');
        return out.trim().split('\n').map(Number);
      }),
    );
    expect(told.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 1));
    expect(value(await verifyFile(place.file))).toMatchObject({
      intact: true,
      entries: 2_000,
      signedUpTo: 2_000,
      fingerprints: [expect.any(String)],
    });
    const store = await openStore(place.home);
    for (const name of ['a', 'b', 'c', 'd']) {
      const mine = value(await store.list({ text: name, auditId: `${name}-499`, limit: 10 }));
      expect(mine).toHaveLength(1);
    }
    expect(value(await store.openIntents())).toHaveLength(2_000);
    await store.close();
  }, 180_000);

  it('an entry waits while another holds the file, and the desk goes on meanwhile', async () => {
    const store = await openStore(place.home);
    const other = new DatabaseSync(place.file);
    other.exec('BEGIN IMMEDIATE');
    let turns = 0;
    const appended = store.append(exampleDraft);
    for (; turns < 20; turns += 1) await nextTurn();
    other.exec('ROLLBACK');
    other.close();
    expect(value(await appended).seq).toBe(1);
    await store.close();
  });

  it('what a process had been told is on disk is there after its kill -9, and the log is intact', async () => {
    const child = start(100_000, 'a');
    let out = '';
    for await (const chunk of child.stdout) {
      out += String(chunk);
      if (out.split('\n').length > 150) child.kill('SIGKILL');
    }
    const acknowledged = Number(out.slice(0, out.lastIndexOf('\n')).split('\n').at(-1));
    const verdict = value(await verifyFile(place.file));
    expect(verdict).toMatchObject({ intact: true });
    // One more may have reached the disk before its number reached us.
    expect([acknowledged, acknowledged + 1]).toContain(verdict.entries);
    const store = await openStore(place.home);
    expect(value(await store.head())?.seq).toBe(verdict.entries);
    await store.close();
  });
});
