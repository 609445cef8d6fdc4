import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { controlPlane } from './support/control-plane.ts';
import { hostFlags, newHome } from './support/headless.ts';
import { startMeteredRollout } from './support/metered-rollout.ts';
import { hasPrometheus, startMeteredTraffic } from './support/prometheus.ts';

const real = controlPlane();
const needs = real !== null && hasPrometheus();

/** `rcc` as built, its JSON and its exit code. */
async function rcc(home: string, ...args: string[]): Promise<{ code: number; json: { dial?: Dial; state?: string } }> {
  const argv = ['out/cli/index.js', ...args, ...hostFlags({ context: 'on-call' }, home), '--json'];
  const ran = await promisify(execFile)(process.execPath, argv).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => error,
  );
  return { code: ran.code, json: JSON.parse(ran.stdout) };
}
interface Dial {
  readonly observed: { percent: number | null; source: string; note: string };
}

test.skip(!needs, 'needs RCC_TEST_KUBECONFIG and prometheus on the PATH');

test('a real Prometheus drives the observed needle, through a rollback and its own silence', async () => {
  test.setTimeout(180_000);
  const home = newHome();
  const rollout = await startMeteredRollout(real?.kubeconfig ?? '');
  const traffic = await startMeteredTraffic();
  const version = (hash: string) => ({ namespace: rollout.namespace, workload: rollout.name, hash });
  const name = `rollout/${rollout.name}`;
  const observed = async () => (await rcc(home, 'rollouts', 'get', name, '-n', rollout.namespace)).json.dial?.observed;
  try {
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ metrics: { default: { url: traffic.url, window: '5s' } } }));
    expect(await observed()).toMatchObject({ percent: null, note: 'no series for 2.14.0' });

    traffic.setRate(version(rollout.canary), 10);
    traffic.setRate(version(rollout.stable), 190);
    await expect.poll(async () => (await observed())?.percent, { timeout: 40_000 }).toBeCloseTo(5, 0);
    expect(await observed()).toMatchObject({ source: 'request rate, 5 s', note: '' });

    const back = await rcc(home, 'rollback', 'run', name, '-n', rollout.namespace, '--reason', 'the needle test');
    expect(back).toMatchObject({ code: 0, json: { state: 'effective' } });
    traffic.setRate(version(rollout.canary), 0);
    traffic.setRate(version(rollout.stable), 200);
    await expect.poll(async () => (await observed())?.percent, { timeout: 40_000 }).toBe(0);

    await traffic.stop();
    expect(await observed()).toMatchObject({ percent: null, note: expect.stringContaining('cannot be reached') });
  } finally {
    await traffic.stop();
    await rollout.remove();
  }
});
