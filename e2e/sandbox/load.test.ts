import { readFileSync } from 'node:fs';
import { setTimeout as passed } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadySandbox, sandboxIsBuilt, startSandbox } from '../support/sandbox.ts';

const missing = process.platform !== 'linux' ? 'CPU seconds are read from /proc' : sandboxIsBuilt() ? null : 'out/sandbox is not built';
if (missing !== null) process.stderr.write(`The sandbox's appetite is not measured: ${missing}.\n`);

const wallMs = 10_000;
const ticksPerSecond = 100;

/** User and system seconds a process has used so far. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

describe.skipIf(missing !== null)('twelve services at a hundred times', () => {
  let sandbox: ReadySandbox;
  beforeAll(async () => {
    sandbox = await startSandbox('--speed', '100');
  });
  afterAll(() => sandbox.stop());

  it('use less than one core', async () => {
    const pid = sandbox.process.pid ?? 0;
    const [before, since] = [cpuSeconds(pid), performance.now()];
    await passed(wallMs);
    const cores = (cpuSeconds(pid) - before) / ((performance.now() - since) / 1_000);
    console.log(`The sandbox at 100× uses ${cores.toFixed(2)} cores.`);
    expect(cores).toBeGreaterThan(0);
    expect(cores).toBeLessThan(1);
    expect(sandbox.said()).toBe('');
  });
});
