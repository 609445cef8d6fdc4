import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFullyPromoted } from '#shared/domain/rollouts/workload.ts';
import { pathsIn, podTemplate, rollout, service } from './testing/manifests.ts';
import { type Bench, createBench, realKubeconfig } from './testing/real-cluster.ts';

describe.skipIf(!realKubeconfig)('a blue-green, on a real control plane', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench('blue-green');
  });
  afterAll(() => bench.remove());

  async function inPreview(name: string) {
    const paths = pathsIn(bench.namespace);
    const target = bench.target('Rollout', name);
    const blueGreen = {
      activeService: `${name}-active`,
      previewService: `${name}-preview`,
      autoPromotionEnabled: false,
      scaleDownDelaySeconds: 600,
    };
    await bench.create(paths.services, service(`${name}-active`, name));
    await bench.create(paths.services, service(`${name}-preview`, name));
    await bench.create(paths.rollouts, rollout(name, { blueGreen }, podTemplate(name, '1')));
    await bench.until(target, 'healthy', (each) => each.phase === 'Healthy' && isFullyPromoted(each));
    await bench.patch(`${paths.rollouts}/${name}`, { spec: { template: podTemplate(name, '2') } });
    await bench.until(target, 'its preview', (each) => each.pauseConditions.some(({ reason }) => reason === 'BlueGreenPause'));
    return target;
  }

  it('switches the active Service on promote, and is undone by the same switch', async () => {
    const app = await inPreview('shop');
    expect(await bench.dial(app)).toMatchObject({ requested: { percent: 0 }, accepted: { percent: 0, source: 'Service shop-active' } });
    const promoted = await bench.act(app, { action: 'promote' });
    expect(promoted.proof).toBe(`the active Service selects ${promoted.workload.currentHash}`);
    await bench.until(app, 'promoted', isFullyPromoted);
    expect(await bench.dial(app)).toMatchObject({ requested: { percent: 100 }, accepted: { percent: 100 } });
    const undone = await bench.act(app, { action: 'undo', toRevision: null });
    expect(undone.effective).toBe(true);
  });

  it('keeps the active Service on stable when aborted, and can be retried', async () => {
    const app = await inPreview('stay');
    const aborted = await bench.act(app, { action: 'abort' });
    expect(aborted.proof).toBe(`the active Service selects ${aborted.workload.stableHash}`);
    expect(await bench.dial(app)).toMatchObject({ requested: { percent: 0 }, accepted: { percent: 0 } });
    expect(await bench.act(app, { action: 'retry' })).toMatchObject({ effective: true });
  });

  it('is promoted in full', async () => {
    const app = await inPreview('full');
    expect(await bench.act(app, { action: 'promote-full' })).toMatchObject({ proof: 'stableRS is the current hash' });
  });
});
