import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AdminApi, adminApi, until } from '../support/admin-api.ts';
import { controlPlane } from '../support/control-plane.ts';
import { isWaiting, type RolloutScene, waitingCanary } from '../support/rollout-scene.ts';
import { type Rcc, rccAt, rccIsBuilt } from '../support/rcc.ts';

const times = 10;
const Pods = z.object({ items: z.array(z.unknown()) });
const plane = controlPlane();

/** What a kill at each point must leave: whether the cluster was asked, and how the log ends after the next connection. */
const points = [
  { point: 'before-intent', aborted: false, ends: [] },
  { point: 'after-intent', aborted: false, ends: ['intent', 'reconciled unknown'] },
  { point: 'after-patch', aborted: true, ends: ['intent', 'reconciled effective'] },
  { point: 'before-outcome', aborted: true, ends: ['intent', 'reconciled effective'] },
];

describe.skipIf(plane === null || !rccIsBuilt())('kill -9 in the middle of a rollback, ten times at each point', () => {
  const kubeconfig = plane?.kubeconfig ?? '';
  let api: AdminApi;
  let namespace: { name: string; remove(): Promise<void> };

  beforeAll(async () => {
    api = adminApi(kubeconfig);
    namespace = await api.namespace('crash');
  });
  afterAll(() => namespace.remove());

  // Four scenes at once: each has a rollout and a home of its own.
  describe.concurrent.each(points)('$point', ({ point, aborted, ends }) => {
    it('loses nothing, does nothing twice, and is reconciled when the cluster is next connected', async () => {
      const rcc = rccAt(mkdtempSync(join(tmpdir(), 'rcc-crash-')), kubeconfig);
      const scene = await waitingCanary(api, namespace.name, { name: point });
      for (let time = 0; time < times; time += 1) await killOnce(rcc, scene, { point, aborted, ends });
      const verdict = await rcc.run(['audit', 'verify', '--json']);
      expect(verdict.code, verdict.stderr).toBe(0);
    }, 600_000);
  });

  async function killOnce(rcc: Rcc, scene: RolloutScene, { point, aborted, ends }: (typeof points)[number]): Promise<void> {
    const earlier = new Set((await rcc.auditEntries()).map((entry) => entry.seq));
    const died = await rcc.run(['rollback', 'run', scene.name, '-n', scene.namespace, '--reason', `killed ${point}`], {
      RCC_CRASH_AT: point,
    });
    expect(died.signal, `${died.stdout}${died.stderr}`).toBe('SIGKILL');

    if (aborted) await scene.until('was aborted', ({ status }) => status.abortedAt !== undefined);
    else expect((await scene.read()).status.abort).toBe(false);
    // The pods of the canary leave before the next look, so that "effective" is what the cluster shows.
    if (aborted) await settled(scene);

    // Two desks connect next, at once: the orphan is closed by one of them, once.
    // A machine too busy for an answer in time leaves it open: then the next connection closes it.
    await until(async () => {
      await Promise.all([rcc.run(['rollouts', 'list', '--json']), rcc.run(['rollouts', 'list', '--json'])]);
      return (await rcc.auditEntries()).filter((entry) => !earlier.has(entry.seq)).length >= ends.length;
    }, `${point} is reconciled`);
    const fresh = (await rcc.auditEntries()).filter((entry) => !earlier.has(entry.seq));
    expect(fresh.map((entry) => `${entry.phase}${entry.outcome === null ? '' : ` ${entry.outcome}`}`)).toEqual(ends);
    expect(new Set(fresh.map((entry) => entry.auditId)).size).toBe(ends.length === 0 ? 0 : 1);

    if (aborted) {
      await scene.retry();
      await scene.until('waits again', isWaiting);
    }
  }

  async function settled(scene: RolloutScene): Promise<void> {
    const { status } = await scene.until('counts no canary pod', (seen) => seen.status.updatedReplicas === 0);
    // The controller counts them gone before they are.
    const ofCanary = `/api/v1/namespaces/${scene.namespace}/pods?labelSelector=rollouts-pod-template-hash%3D${status.currentPodHash}`;
    await until(async () => Pods.parse(await api.call('GET', ofCanary)).items.length === 0, `${scene.name} has no canary pod`);
  }
});
