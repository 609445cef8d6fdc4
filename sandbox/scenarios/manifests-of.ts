import type { ObjectStore } from '../store/object-store.ts';
import { createBuild, type Manifest } from './cluster/build.ts';
import { deploymentOf } from './cluster/deployment.ts';
import { ground } from './cluster/nodes.ts';
import { hashOf, replicaSetsOf } from './cluster/replica-sets.ts';
import { rolloutOf } from './cluster/rollout.ts';
import { trafficOf } from './cluster/services.ts';
import type { Scenario } from './load-scenario.ts';

/**
 * The cluster of a scenario at its beginning, in the order to create it: every workload complete and settled, with the
 * ReplicaSets of its earlier revisions. Same `seed` and `now` (epoch ms), same objects, uids included.
 */
export function manifestsOf(scenario: Scenario, { now, seed }: { now: number; seed: number }): readonly Manifest[] {
  const build = createBuild({ namespace: scenario.namespace, now, seed });
  const workloads = scenario.services.flatMap((service): Manifest[] => {
    const { workload } = service;
    const newest = workload.revisions.at(-1);
    if (workload.kind === 'Deployment') {
      const { manifest, owner } = deploymentOf(build, service, 'workload');
      return [manifest, ...replicaSetsOf(build, service, owner), ...trafficOf(build, service, null)];
    }
    const { manifest, owner } = rolloutOf(build, service);
    const held = workload.kind === 'Rollout' ? null : deploymentOf(build, service, 'template');
    return [
      ...(held ? [held.manifest, ...replicaSetsOf(build, service, held.owner)] : []),
      manifest,
      ...replicaSetsOf(build, service, owner),
      ...trafficOf(build, service, newest ? hashOf(service, newest) : null),
    ];
  });
  return [...ground(build), ...workloads];
}

/** Creates the cluster of a scenario. What is there already (a namespace, a node) stays as it is. */
export function seedStore(store: ObjectStore, scenario: Scenario, when: { now: number; seed: number }): void {
  for (const { resource, object } of manifestsOf(scenario, when)) store.create(resource, object);
}
