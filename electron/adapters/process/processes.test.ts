import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { parseStat, startOf } from './process-start.ts';
import { createProcesses } from './processes.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that says it runs, and then waits for its end. */
async function running(): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 60_000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return { child, pid: child.pid ?? 0 };
}

describe('whether the writer of an intent still runs', () => {
  const processes = createProcesses();

  it('knows itself', () => {
    expect(processes.self()).toEqual(createProcesses().self());
    expect(processes.isAlive(processes.self())).toBe(true);
  });

  it('a living process with its own start time is alive, and gone once it ended', async () => {
    const { child, pid } = await running();
    const writer = { host: processes.self().host, pid, startedAt: startOf(pid) ?? '' };
    expect(processes.isAlive(writer)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(processes.isAlive(writer)).toBe(false);
  });

  it('a pid given out again is not the writer: another start time, another process', async () => {
    const { pid } = await running();
    expect(processes.isAlive({ host: processes.self().host, pid, startedAt: 'another boot+1' })).toBe(false);
    expect(processes.isAlive({ ...processes.self(), startedAt: 'another boot+1' })).toBe(false);
  });

  it("another host's writer counts as alive: it cannot be asked", () => {
    expect(processes.isAlive({ host: 'elsewhere', pid: 1, startedAt: 'x' })).toBe(true);
  });

  it('a start time nobody told does not declare a living process dead', async () => {
    const { pid } = await running();
    expect(processes.isAlive({ host: processes.self().host, pid, startedAt: 'unknown' })).toBe(true);
  });
});

describe('the start time', () => {
  it('is read behind a name with spaces and brackets', () => {
    const fields = Array.from({ length: 30 }, (_, index) => `f${index + 4}`).join(' ');
    expect(parseStat(`77 (a) b (c)) S ${fields}`)).toEqual({ ticks: 'f22' });
  });

  it('an ended process that nobody waited for has none', () => {
    expect(parseStat(`77 (node) Z ${'0 '.repeat(30)}`)).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('is also told by ps, where there is no /proc', async () => {
    const { pid } = await running();
    const started = startOf(pid, 'darwin');
    expect(Date.parse(`${started} UTC`)).toBeGreaterThan(Date.now() - 600_000);
    expect(startOf(pid, 'darwin')).toBe(started);
  });

  it('no process, no start', () => {
    expect(startOf(2 ** 22 + 1)).toBeNull();
    expect(startOf(2 ** 22 + 1, 'darwin')).toBeNull();
  });
});
