import { rolloutBase } from '../argo-rollouts/to-workload.ts';
import type { WorkloadBase } from '../deployments/base.ts';
import { replicaSetsPath, workloadsPath } from '../deployments/paths.ts';
import { type SlimReplicaSet, slimReplicaSet } from '../deployments/replica-set.ts';
import { deploymentBase } from '../deployments/to-workload.ts';
import type { Collection } from '../kubernetes/watch/stream-event.ts';

/** `namespace/name`: unique within a kind. */
export function baseKey({ workload }: WorkloadBase): string {
  return `${workload.target.namespace}/${workload.target.name}`;
}

/** The three collections the list of workloads is joined from. `namespace` null: the whole cluster. */
export function collectionsOf(context: string, namespace: string | null) {
  const rollouts: Collection<WorkloadBase> = {
    path: workloadsPath('Rollout', namespace),
    parse: (raw) => rolloutBase(context, raw),
    keyOf: baseKey,
  };
  const deployments: Collection<WorkloadBase> = {
    path: workloadsPath('Deployment', namespace),
    parse: (raw) => deploymentBase(context, raw),
    keyOf: baseKey,
  };
  const replicaSets: Collection<SlimReplicaSet> = { path: replicaSetsPath(namespace), parse: slimReplicaSet, keyOf: ({ uid }) => uid };
  return { rollouts, deployments, replicaSets };
}
