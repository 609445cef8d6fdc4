import type { Version, Workload } from '#shared/domain/rollouts/workload.ts';
import type { WorkloadBase } from './base.ts';
import { type SlimReplicaSet, versionsOf } from './replica-set.ts';

/**
 * A workload with its versions. For a Deployment the hashes come from its ReplicaSets, since its status names none.
 * @param referenced the Deployment a Rollout's workloadRef names, where it is known
 */
export function joined(base: WorkloadBase, replicaSets: readonly SlimReplicaSet[], referenced: WorkloadBase | null = null): Workload {
  const versions = versionsOf(replicaSets);
  const { workload } = base;
  if (workload.target.kind === 'Deployment') return { ...workload, versions, ...deploymentHashes(base, versions) };
  if (base.refersTo === null) return { ...workload, versions };
  if (referenced === null) return { ...workload, versions };
  // The Rollout's own generation says nothing about a template that is somebody else's.
  const lags = base.refersTo.observedGeneration !== null && base.refersTo.observedGeneration < referenced.workload.generation;
  const { templateHash } = referenced.workload;
  return { ...workload, versions, templateHash, observedGeneration: lags ? null : workload.observedGeneration };
}

/** The current hash is that of the Deployment's own revision; the stable one is what carried it before, until all pods are new. */
function deploymentHashes(
  { workload, revision }: WorkloadBase,
  versions: readonly Version[],
): Pick<Workload, 'currentHash' | 'stableHash' | 'startedAt'> {
  const current = versions.find((version) => version.revision === revision);
  if (current === undefined) return { currentHash: '', stableHash: '', startedAt: null };
  const { desired, total, updated, available } = workload.replicas;
  const complete = updated >= desired && total <= updated && available >= desired;
  const others = versions.filter((version) => version !== current);
  const oldestReady = others.filter((version) => version.ready > 0).pop();
  const scaledDownLast = others.find((version) => version.desired > 0) ?? (total > 0 ? undefined : others[0]);
  const stable = complete ? current : (oldestReady ?? scaledDownLast ?? current);
  return { currentHash: current.hash, stableHash: stable.hash, startedAt: current.createdAt };
}
