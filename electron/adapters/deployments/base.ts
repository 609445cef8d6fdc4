import type { Workload } from '#shared/domain/rollouts/workload.ts';

/** A workload as its own object tells it, before its ReplicaSets are joined. */
export interface WorkloadBase {
  readonly workload: Workload;
  /** A Deployment's own revision number: its ReplicaSet with that number is the current one. */
  readonly revision: number | null;
  /** What a Rollout with workloadRef is still missing: the template and generation are the Deployment's. */
  readonly refersTo: { readonly kind: string; readonly name: string; readonly observedGeneration: number | null } | null;
  /** Selects its pods and ReplicaSets; empty where the object does not say. */
  readonly selector: string;
}
