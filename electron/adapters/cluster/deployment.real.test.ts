import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployment, pathsIn, podTemplate, rollout } from './testing/manifests.ts';
import { type Bench, createBench, good, realKubeconfig } from './testing/real-cluster.ts';

const signal = AbortSignal.timeout(300_000);

describe.skipIf(!realKubeconfig)('a Deployment, on a real control plane', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench('deployment');
  });
  afterAll(() => bench.remove());

  async function onTwo(name: string) {
    const { deployments } = pathsIn(bench.namespace);
    const target = bench.target('Deployment', name);
    await bench.create(deployments, deployment(name, podTemplate(name, '1')));
    await bench.until(target, 'healthy', (each) => each.phase === 'Healthy');
    await bench.patch(`${deployments}/${name}`, {
      spec: { template: podTemplate(name, '2') },
      metadata: { annotations: { 'kubernetes.io/change-cause': 'two' } },
    });
    await bench.until(target, 'version 2', (each) => each.phase === 'Healthy' && each.versions[0]?.label === '2');
    return target;
  }

  it('is undone to the revision before, until no old pod is left', async () => {
    const app = await onTwo('shop');
    const before = good(await bench.admin.cluster.read(app, signal));
    expect(before).toMatchObject({ phase: 'Healthy', currentHash: before.versions[0]?.hash, stableHash: before.versions[0]?.hash });
    const undone = await bench.act(app, { action: 'undo', toRevision: null });
    expect(undone.proof).toBe('3 of 3 pods run the template');
    expect(undone.workload.versions.map(({ label, revision, desired }) => [label, revision, desired])).toEqual([
      ['1', 3, 3],
      ['2', 2, 0],
    ]);
  });

  it('is restarted, paused and resumed; while paused it is not undone', async () => {
    const app = await onTwo('pause');
    expect(await bench.act(app, { action: 'restart' })).toMatchObject({ proof: '3 of 3 pods run the template' });
    const paused = await bench.act(app, { action: 'pause' });
    expect(paused.workload).toMatchObject({ paused: true, phase: 'Paused' });
    const undo = await bench.admin.cluster.prepare(paused.workload, { action: 'undo', toRevision: null }, signal);
    expect(undo).toMatchObject({
      error: { kind: 'refused-by-policy', message: 'pause is paused: Kubernetes undoes no paused Deployment. Resume it first.' },
    });
    expect(await bench.act(app, { action: 'resume' })).toMatchObject({ workload: { paused: false } });
  });

  it('takes a new image for the container that was named, and says which there are', async () => {
    const app = await onTwo('image');
    const workload = good(await bench.admin.cluster.read(app, signal));
    const image = workload.versions[0]?.images[0]?.image.replace(/:2$/u, ':3') ?? '';
    const unknown = { action: 'set-image', image, container: 'nobody' } as const;
    expect(await bench.admin.cluster.prepare(workload, unknown, signal)).toMatchObject({
      error: { kind: 'invalid', field: 'container', message: expect.stringContaining('has no container nobody; it has') },
    });
    const done = await bench.act(app, { action: 'set-image', image, container: null });
    expect(done).toMatchObject({ proof: '3 of 3 pods run the template' });
    expect(done.workload.versions[0]?.images[0]?.image).toBe(image);
    expect(await bench.admin.cluster.prepare(done.workload, { action: 'set-image', image, container: null }, signal)).toMatchObject({
      error: { kind: 'invalid', message: expect.stringContaining('already asks for') },
    });
  });

  it('knows no steps', async () => {
    const app = await onTwo('plain');
    const workload = good(await bench.admin.cluster.read(app, signal));
    expect(await bench.admin.cluster.prepare(workload, { action: 'abort' }, signal)).toMatchObject({
      error: { kind: 'invalid', message: 'A Deployment has no steps: it cannot abort.' },
    });
    expect(await bench.dial(app)).toMatchObject({
      requested: { percent: 100 },
      accepted: { percent: null, note: 'no route, pods decide', source: '3 of 3 pods' },
    });
  });

  it('that a Rollout refers to is listed as that Rollout, and an undo writes it', async () => {
    const paths = pathsIn(bench.namespace);
    const app = bench.target('Rollout', 'refers');
    await bench.create(paths.deployments, {
      ...deployment('holder', podTemplate('refers', '1')),
      spec: { ...specOf('refers', '1'), replicas: 0 },
    });
    const workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'holder' };
    const manifest = rollout('refers', { canary: { steps: [{ setWeight: 25 }, { pause: {} }] } }, {}, { workloadRef });
    await bench.create(paths.rollouts, { ...manifest, spec: withoutTemplate(manifest['spec']) });
    await bench.until(app, 'healthy', (each) => each.phase === 'Healthy');
    await bench.patch(`${paths.deployments}/holder`, { spec: { template: podTemplate('refers', '2') } });
    await bench.until(app, 'its first pause', (each) => each.pauseConditions.length > 0 && each.observedGeneration !== null);

    const listed = good(await bench.admin.cluster.listWorkloads({ namespace: bench.namespace }, signal));
    expect(listed.map((each) => each.target.name)).toContain('refers');
    expect(listed.map((each) => each.target.name)).not.toContain('holder');
    const workload = good(await bench.admin.cluster.read(app, signal));
    const { writes } = good(await bench.admin.cluster.prepare(workload, { action: 'undo', toRevision: null }, signal));
    expect(writes[0]?.path).toBe(`${paths.deployments}/holder`);
    expect(await bench.act(app, { action: 'undo', toRevision: null })).toMatchObject({ proof: 'stableRS is the current hash' });
  });
});

function specOf(app: string, tag: string): Record<string, unknown> {
  return { selector: { matchLabels: { app } }, template: podTemplate(app, tag) };
}

function withoutTemplate(spec: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec ?? {}).filter(([field]) => field !== 'template' && field !== 'selector'));
}
