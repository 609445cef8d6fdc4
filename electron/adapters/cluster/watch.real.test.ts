import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadChange } from '#core/ports/cluster.ts';
import { deployment, pathsIn, podTemplate, rollout } from './testing/manifests.ts';
import { type Bench, createBench, realKubeconfig } from './testing/real-cluster.ts';

describe.skipIf(!realKubeconfig)('the watch of a namespace, on a real control plane', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench('watch');
  });
  afterAll(() => bench.remove());

  it('tells a snapshot with versions, then every change, then what is gone', async () => {
    const paths = pathsIn(bench.namespace);
    const app = bench.target('Rollout', 'shop');
    await bench.create(
      paths.rollouts,
      rollout('shop', { canary: { steps: [{ setWeight: 25 }, { pause: {} }] } }, podTemplate('shop', '1')),
    );
    await bench.create(paths.deployments, deployment('plain', podTemplate('plain', '1')));
    await bench.until(app, 'healthy', (each) => each.phase === 'Healthy');
    await bench.until(bench.target('Deployment', 'plain'), 'healthy', (each) => each.phase === 'Healthy');

    const stop = new AbortController();
    const changes: WorkloadChange[] = [];
    let look = () => {};
    const until = (wanted: (change: WorkloadChange) => boolean) =>
      new Promise<WorkloadChange>((resolve) => {
        look = () => {
          const found = changes.find(wanted);
          if (found !== undefined) resolve(found);
        };
        look();
      });
    bench.admin.cluster.watchWorkloads(
      { namespace: bench.namespace },
      (change) => {
        changes.push(change);
        look();
      },
      stop.signal,
    );
    const snapshot = await until((change) => change.type === 'snapshot');
    expect(changes[0]).toBe(snapshot);
    const names =
      snapshot.type === 'snapshot' ? snapshot.workloads.map(({ target, versions }) => [target.kind, target.name, versions.length]) : [];
    expect(names.toSorted(([one], [other]) => String(one).localeCompare(String(other)))).toEqual([
      ['Deployment', 'plain', 1],
      ['Rollout', 'shop', 1],
    ]);

    await bench.patch(`${paths.rollouts}/shop`, { spec: { template: podTemplate('shop', '2') } });
    await bench.until(app, 'its pause', (each) => each.pauseConditions.length > 0);
    const paused = await until(
      (change) => change.type === 'upsert' && change.workload.phase === 'Paused' && change.workload.versions.length === 2,
    );
    expect(paused).toMatchObject({ workload: { target: { name: 'shop' }, currentStepIndex: 1 } });
    await until((change) => change.type === 'alive');
    await bench.admin.client.request({ method: 'DELETE', path: `${paths.deployments}/plain`, signal: stop.signal });
    expect(await until((change) => change.type === 'remove')).toMatchObject({ target: { kind: 'Deployment', name: 'plain' } });
    stop.abort();
  });
});
