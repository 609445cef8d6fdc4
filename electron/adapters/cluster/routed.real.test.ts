import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFullyPromoted, type Workload } from '#shared/domain/rollouts/workload.ts';
import { httpRoute, pathsIn, podTemplate, rollout, service, virtualService } from './testing/manifests.ts';
import { type Bench, createBench, good, realKubeconfig } from './testing/real-cluster.ts';

const signal = AbortSignal.timeout(300_000);
const pausedAt = (index: number) => (workload: Workload) => workload.currentStepIndex === index && workload.pauseConditions.length > 0;

describe.skipIf(!realKubeconfig)('a canary behind a VirtualService, on a real control plane', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench('routed');
  });
  afterAll(() => bench.remove());

  async function underway(name: string) {
    const paths = pathsIn(bench.namespace);
    const target = bench.target('Rollout', name);
    const canary = {
      stableService: `${name}-stable`,
      canaryService: `${name}-canary`,
      trafficRouting: { istio: { virtualService: { name, routes: ['primary'] } } },
      steps: [{ setWeight: 5 }, { pause: {} }, { setWeight: 25 }, { pause: {} }],
    };
    await bench.create(paths.services, service(`${name}-stable`, name));
    await bench.create(paths.services, service(`${name}-canary`, name));
    await bench.create(paths.virtualServices, virtualService(name, `${name}-stable`, `${name}-canary`));
    await bench.create(paths.rollouts, rollout(name, { canary }, podTemplate(name, '1')));
    await bench.until(target, 'healthy', (each) => each.phase === 'Healthy' && isFullyPromoted(each));
    await bench.patch(`${paths.rollouts}/${name}`, { spec: { template: podTemplate(name, '2') } });
    await bench.until(target, 'its first pause', pausedAt(1));
    return target;
  }

  it('reads the weight back from the route at each step, and 100 when promoted though the controller says 0', async () => {
    const app = await underway('steps');
    expect(await bench.dial(app)).toMatchObject({ requested: { percent: 5 }, accepted: { percent: 5, source: 'VirtualService steps' } });
    expect((await bench.act(app, { action: 'promote' })).proof).toMatch(/^step index 1 to [23], VirtualService steps reads 25%$/);
    expect(await bench.dial(app)).toMatchObject({ requested: { percent: 25 }, accepted: { percent: 25 } });
    await bench.act(app, { action: 'promote-full' });
    const promoted = await bench.until(app, 'the controller to put its weight back', (each) => each.weights?.canary === 0);
    expect(promoted.currentHash).toBe(promoted.stableHash);
    expect(await bench.dial(app)).toMatchObject({
      requested: { percent: 100 },
      accepted: { percent: 100, source: 'VirtualService steps' },
    });
  });

  it('is aborted until the route reads 0, and retried until it has weight again', async () => {
    const app = await underway('back');
    expect(await bench.act(app, { action: 'abort' })).toMatchObject({ proof: 'VirtualService back reads 0%' });
    expect(await bench.dial(app)).toMatchObject({ requested: { percent: 0 }, accepted: { percent: 0 } });
    expect(await bench.act(app, { action: 'retry' })).toMatchObject({ effective: true });
    await bench.until(app, 'its first pause again', pausedAt(1));
    expect(await bench.act(app, { action: 'undo', toRevision: null })).toMatchObject({ proof: 'stableRS is the current hash' });
  });

  it('shows a route somebody edited outside, and says when it is gone', async () => {
    const paths = pathsIn(bench.namespace);
    const app = await underway('edited');
    const workload = good(await bench.admin.cluster.read(app, signal));
    await bench.create(paths.httpRoutes, httpRoute('edited', 'edited-stable', 'edited-canary', 40));
    const named = (kind: 'HTTPRoute' | 'VirtualService' | 'Traefik', name: string) => ({ kind, name, namespace: bench.namespace });
    const routes = [named('HTTPRoute', 'edited'), named('HTTPRoute', 'missing'), named('VirtualService', 'edited'), named('Traefik', 'x')];
    const readings = good(await bench.admin.cluster.readRoutes({ ...workload, routes }, signal));
    expect(readings.map((reading) => reading.canaryPercent)).toEqual([40, null, 5, null]);
    expect(readings[1]?.note).toContain('"missing" not found');
    expect(readings[3]?.note).toBe("Traefik x is not read, the controller's word stands");
  });

  it('moves its weight on an abort while paused by hand, because it is resumed', async () => {
    const app = await underway('hand');
    await bench.act(app, { action: 'pause' });
    expect(await bench.act(app, { action: 'abort' })).toMatchObject({ proof: 'VirtualService hand reads 0%', workload: { paused: false } });
  });
});
