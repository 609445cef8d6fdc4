import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isFullyPromoted, type Workload } from '#shared/domain/rollouts/workload.ts';
import { pathsIn, podTemplate, rollout } from './testing/manifests.ts';
import { type Bench, createBench, good, realKubeconfig } from './testing/real-cluster.ts';

const signal = AbortSignal.timeout(300_000);
const steps = [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: {} }];
const healthy = (workload: Workload) => workload.phase === 'Healthy' && isFullyPromoted(workload);
const pausedAt = (index: number) => (workload: Workload) => workload.currentStepIndex === index && workload.pauseConditions.length > 0;

describe.skipIf(!realKubeconfig)('a canary without a router, on a real control plane', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench('canary');
  });
  afterAll(() => bench.remove());

  /** `name` with version 1 healthy and version 2 at its first pause. */
  async function underway(name: string) {
    const { rollouts } = pathsIn(bench.namespace);
    const target = bench.target('Rollout', name);
    await bench.create(rollouts, rollout(name, { canary: { steps } }, podTemplate(name, '1')));
    await bench.until(target, 'healthy', healthy);
    await bench.patch(`${rollouts}/${name}`, { spec: { template: podTemplate(name, '2', { MODE: 'new' }) } });
    await bench.until(target, 'its first pause', pausedAt(1));
    return target;
  }

  it('shows what each step asks for, and that pods decide', async () => {
    const app = await underway('steps');
    expect(await bench.dial(app)).toMatchObject({
      requested: { percent: 25, source: 'spec, step 2 of 4' },
      accepted: { percent: null, note: 'no route, pods decide', source: '1 of 4 pods' },
    });
    expect(await bench.act(app, { action: 'promote' })).toMatchObject({ effective: true });
    await bench.until(app, 'its second pause', pausedAt(3));
    expect((await bench.dial(app)).requested).toMatchObject({ percent: 50, source: 'spec, step 4 of 4' });
    expect(await bench.act(app, { action: 'promote-full' })).toMatchObject({ effective: true, proof: 'stableRS is the current hash' });
    expect((await bench.dial(app)).requested).toMatchObject({ percent: 100 });
  });

  it('is aborted until no canary pod is left, retried, and undone to its stable version', async () => {
    const app = await underway('back');
    const aborted = await bench.act(app, { action: 'abort' });
    expect(aborted).toMatchObject({ proof: 'no canary pod is left', workload: { aborted: true, phase: 'Degraded' } });
    expect((await bench.dial(app)).requested).toMatchObject({ percent: 0, note: 'the spec still asks for 2' });
    expect(await bench.act(app, { action: 'retry' })).toMatchObject({ effective: true, workload: { aborted: false } });
    await bench.until(app, 'its first pause again', pausedAt(1));
    const undone = await bench.act(app, { action: 'undo', toRevision: null });
    expect(undone.proof).toBe('stableRS is the current hash');
    await bench.until(app, 'healthy on version 1', (each) => healthy(each) && each.versions[0]?.label === '1');
  });

  it('replays its steps when undone to an older version after full promotion', async () => {
    const app = await underway('replay');
    await bench.act(app, { action: 'promote-full' });
    await bench.until(app, 'healthy', healthy);
    const undone = await bench.act(app, { action: 'undo', toRevision: 1 });
    expect(undone).toMatchObject({ proof: 'its first pause is reached: steps replay', workload: { currentStepIndex: 1 } });
  });

  it('takes a new image up to its first pause', async () => {
    const app = await underway('image');
    await bench.act(app, { action: 'promote-full' });
    const { versions } = await bench.until(app, 'healthy', healthy);
    const image = (versions[0]?.images[0]?.image ?? '').replace(/:[^:]+$/u, ':77');
    const done = await bench.act(app, { action: 'set-image', image, container: null });
    expect(done).toMatchObject({
      proof: 'its first pause is reached',
      workload: { versions: expect.arrayContaining([expect.objectContaining({ label: '77' })]) },
    });
  });

  it('is paused by hand, resumed and restarted; an abort while paused by hand resumes it, or it would move nothing', async () => {
    const app = await underway('hand');
    expect(await bench.act(app, { action: 'pause' })).toMatchObject({ workload: { paused: true } });
    expect(await bench.act(app, { action: 'resume' })).toMatchObject({ workload: { paused: false } });
    await bench.act(app, { action: 'pause' });
    expect(await bench.act(app, { action: 'abort' })).toMatchObject({ proof: 'no canary pod is left', workload: { paused: false } });
    expect(await bench.act(app, { action: 'restart' })).toMatchObject({ effective: true });
  });

  it('is aborted in the middle of a busy rollout, a new image moments earlier', async () => {
    const { rollouts } = pathsIn(bench.namespace);
    const app = await underway('busy');
    for (const tag of ['3', '4', '5', '6', '7', '8', '9', '10', '11', '12']) {
      await bench.patch(`${rollouts}/busy`, { spec: { template: podTemplate('busy', tag) } });
      const { workload, proof } = await bench.act(app, { action: 'abort' });
      expect(proof).toBe('no canary pod is left');
      expect(workload.versions.filter((version) => version.desired > 0).map((version) => version.label)).toEqual(['1']);
    }
  });

  it('has a page: pods by owner, events, revisions and the difference of its two versions', async () => {
    const app = await underway('page');
    const detail = good(await bench.admin.cluster.readDetail(app, signal));
    expect(detail.gaps).toEqual([]);
    expect(detail.pods).toHaveLength(4);
    expect(detail.pods.every((pod) => pod.ready && pod.node !== '')).toBe(true);
    expect(detail.events.map((event) => event.reason)).toContain('RolloutPaused');
    expect(detail.revisions.map(({ revision, label }) => [revision, label])).toEqual([
      [2, '2'],
      [1, '1'],
    ]);
    expect(detail.difference?.lines.map((line) => [line.section, line.before, line.after])).toEqual([
      ['image', 'registry.example/page:1', 'registry.example/page:2'],
      ['env', null, 'new'],
    ]);
  });

  it('answers an undo to where it is, and to a revision nobody keeps, in words', async () => {
    const app = await underway('refused');
    const workload = good(await bench.admin.cluster.read(app, signal));
    const prepare = (toRevision: number) => bench.admin.cluster.prepare(workload, { action: 'undo', toRevision }, signal);
    expect(await prepare(2)).toMatchObject({ error: { kind: 'invalid', message: 'refused already asks for revision 2, 2.' } });
    expect(await prepare(9)).toMatchObject({ error: { kind: 'not-found', message: 'refused keeps no revision 9. Kept: 2, 1.' } });
  });

  it('notices that the object changed between reading and writing an undo: a conflict, and a dry run changes nothing', async () => {
    const app = await underway('guarded');
    const { cluster } = bench.admin;
    const workload = good(await cluster.read(app, signal));
    // A controller that has just paused writes its conditions once more: then the first dry run is a conflict already.
    const write = await vi.waitFor(async () => {
      const [prepared] = good(await cluster.prepare(workload, { action: 'undo', toRevision: null }, signal)).writes;
      if (prepared === undefined) throw new Error('nothing prepared');
      expect(await cluster.send(prepared, { dryRun: true }, signal)).toMatchObject({ ok: true });
      return prepared;
    });
    expect(write.body).toMatchObject([
      { op: 'test', path: '/metadata/resourceVersion' },
      { op: 'replace', path: '/spec/template' },
    ]);
    await bench.patch(`${pathsIn(bench.namespace).rollouts}/guarded`, { metadata: { annotations: { touched: 'yes' } } });
    expect(await cluster.send(write, {}, signal)).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    expect(good(await cluster.read(app, signal)).templateHash).toBe(workload.templateHash);
  });
});
