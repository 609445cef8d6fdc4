import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployment, pathsIn, podTemplate, rollout, service, virtualService } from './testing/manifests.ts';
import { type Bench, createBench, realKubeconfig } from './testing/real-cluster.ts';

const signal = AbortSignal.timeout(300_000);
const steps = [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: {} }];

describe.skipIf(!realKubeconfig)('a canary without a router, on a real control plane', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench('canary');
  });
  afterAll(() => bench.remove());

  it('rolls out, is promoted, aborted, retried, promoted in full, undone, paused and restarted, each verified', async () => {
    const paths = pathsIn(bench.namespace);
    const app = bench.target('Rollout', 'plain');
    await bench.create(paths.rollouts, rollout('plain', { canary: { steps } }, podTemplate('plain', '1')));
    await bench.until(app, 'healthy', (each) => each.phase === 'Healthy');
    const atPause = (index: number) => (each: { currentStepIndex: number | null; pauseConditions: readonly unknown[] }) =>
      each.currentStepIndex === index && each.pauseConditions.length > 0;

    await bench.patch(`${paths.rollouts}/plain`, { spec: { template: podTemplate('plain', '2') } });
    const first = await bench.until(app, 'the first pause', atPause(1));
    console.log(JSON.stringify(first));
    expect(await bench.dial(app)).toMatchObject({ requested: { percent: 25, source: 'spec, step 2 of 4' }, accepted: { percent: null, note: 'no route, pods decide' } });

    for (const command of [{ action: 'promote' }, { action: 'abort' }, { action: 'retry' }, { action: 'promote-full' }] as const) {
      const t = Date.now();
      const e = await bench.act(app, command);
      console.log(command.action, Date.now() - t, e.proof, e.workload.message, e.workload.currentStepIndex, e.workload.generation);
      if (command.action === 'retry') await bench.until(app, 'pause', atPause(1));
    }
    await bench.until(app, 'healthy', (each) => each.phase === 'Healthy');
    for (const command of [{ action: 'undo', toRevision: null }, { action: 'pause' }, { action: 'abort' }] as const) {
      const t = Date.now();
      const e = await bench.act(app, command);
      console.log(command.action, Date.now() - t, e.proof, e.workload.message, e.workload.currentStepIndex, e.workload.phase);
    }
    for (const command of [{ action: 'resume' }, { action: 'undo', toRevision: null }, { action: 'restart' }] as const) {
      const t = Date.now();
      const e = await bench.act(app, command);
      console.log(command.action, Date.now() - t, e.proof, e.workload.message, e.workload.currentStepIndex, e.workload.phase);
    }
    console.log(JSON.stringify(await bench.admin.cluster.readDetail(app, signal), null, 1));
  });
});
void deployment; void service; void virtualService;
