import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { WorkloadBase } from '../deployments/base.ts';
import { joined } from '../deployments/join.ts';
import type { SlimReplicaSet } from '../deployments/replica-set.ts';
import { baseKey } from './collections.ts';

/** What one change of one object means to a reader of workloads. */
export interface JoinedChange {
  readonly upserts: readonly Workload[];
  readonly removes: readonly Target[];
}

/** Rollouts, Deployments and ReplicaSets by their three streams, joined on demand. Nothing joined is kept here. */
export interface WorkloadJoin {
  replace(kind: 'Rollout' | 'Deployment', bases: readonly WorkloadBase[]): void;
  replaceReplicaSets(replicaSets: readonly SlimReplicaSet[]): void;
  putBase(base: WorkloadBase): JoinedChange;
  removeBase(kind: 'Rollout' | 'Deployment', key: string): JoinedChange;
  putReplicaSet(replicaSet: SlimReplicaSet): JoinedChange;
  removeReplicaSet(uid: string): JoinedChange;
  all(): readonly Workload[];
  /** Rollouts that nothing is missing of: both their versions are here, and the Deployment they refer to. */
  wholeRollouts(): readonly Workload[];
}

/** A Deployment that a Rollout's workloadRef names is that Rollout's template and is not listed beside it. */
export function createWorkloadJoin(): WorkloadJoin {
  const rollouts = new Map<string, WorkloadBase>();
  const deployments = new Map<string, WorkloadBase>();
  const byUid = new Map<string, WorkloadBase>();
  const replicaSets = new Map<string, SlimReplicaSet>();
  const byOwner = new Map<string, Map<string, SlimReplicaSet>>();
  /** Key of a Deployment to the key of the Rollout that refers to it. */
  const referring = new Map<string, string>();

  const bases = (kind: 'Rollout' | 'Deployment') => (kind === 'Rollout' ? rollouts : deployments);
  const referredBy = ({ workload, refersTo }: WorkloadBase) =>
    refersTo?.kind === 'Deployment' ? `${workload.target.namespace}/${refersTo.name}` : null;

  function view(base: WorkloadBase): Workload {
    const reference = referredBy(base);
    const referenced = reference === null ? null : (deployments.get(reference) ?? null);
    return joined(base, [...(byOwner.get(base.workload.uid)?.values() ?? [])], referenced);
  }

  function add(base: WorkloadBase): void {
    const { kind } = base.workload.target;
    bases(kind).set(baseKey(base), base);
    byUid.set(base.workload.uid, base);
    const reference = referredBy(base);
    if (reference !== null) referring.set(reference, baseKey(base));
  }

  function drop(base: WorkloadBase): void {
    bases(base.workload.target.kind).delete(baseKey(base));
    if (byUid.get(base.workload.uid) === base) byUid.delete(base.workload.uid);
    const reference = referredBy(base);
    if (reference !== null && referring.get(reference) === baseKey(base)) referring.delete(reference);
  }

  function addReplicaSet(replicaSet: SlimReplicaSet): void {
    replicaSets.set(replicaSet.uid, replicaSet);
    if (replicaSet.ownerUid === '') return;
    const mine = byOwner.get(replicaSet.ownerUid) ?? new Map<string, SlimReplicaSet>();
    byOwner.set(replicaSet.ownerUid, mine.set(replicaSet.uid, replicaSet));
  }

  /** What readers see of a base: itself, or the Rollout that refers to it. */
  function shown(base: WorkloadBase | undefined): JoinedChange {
    if (base === undefined) return { upserts: [], removes: [] };
    const rollout = base.workload.target.kind === 'Deployment' ? rollouts.get(referring.get(baseKey(base)) ?? '') : undefined;
    return { upserts: [view(rollout ?? base)], removes: [] };
  }

  return {
    replace(kind, list) {
      for (const base of Array.from(bases(kind).values())) drop(base);
      for (const base of list) add(base);
    },
    replaceReplicaSets(list) {
      replicaSets.clear();
      byOwner.clear();
      for (const replicaSet of list) addReplicaSet(replicaSet);
    },
    putBase(base) {
      const before = bases(base.workload.target.kind).get(baseKey(base));
      const freed = before === undefined ? null : referredBy(before);
      if (before !== undefined) drop(before);
      add(base);
      const reference = referredBy(base);
      const hidden = reference === null ? undefined : deployments.get(reference);
      const released = freed === null || freed === reference ? undefined : deployments.get(freed);
      const change = shown(base);
      return {
        upserts: released === undefined ? change.upserts : [...change.upserts, view(released)],
        removes: hidden === undefined ? [] : [hidden.workload.target],
      };
    },
    removeBase(kind, key) {
      const base = bases(kind).get(key);
      if (base === undefined) return { upserts: [], removes: [] };
      const reference = referredBy(base);
      drop(base);
      const released = reference === null ? undefined : deployments.get(reference);
      return { upserts: released === undefined ? [] : [view(released)], removes: [base.workload.target] };
    },
    putReplicaSet(replicaSet) {
      addReplicaSet(replicaSet);
      return shown(byUid.get(replicaSet.ownerUid));
    },
    removeReplicaSet(uid) {
      const replicaSet = replicaSets.get(uid);
      if (replicaSet === undefined) return { upserts: [], removes: [] };
      replicaSets.delete(uid);
      const mine = byOwner.get(replicaSet.ownerUid);
      mine?.delete(uid);
      if (mine?.size === 0) byOwner.delete(replicaSet.ownerUid);
      return shown(byUid.get(replicaSet.ownerUid));
    },
    all() {
      const listed = new Map<string, Workload>();
      for (const base of [...rollouts.values(), ...deployments.values()]) {
        if (base.workload.target.kind === 'Deployment' && referring.has(baseKey(base))) continue;
        listed.set(targetKey(base.workload.target), view(base));
      }
      return [...listed.values()];
    },
    wholeRollouts() {
      return [...rollouts.values()].flatMap((base) => {
        const reference = referredBy(base);
        const made = view(base);
        const has = (hash: string) => made.versions.some((version) => version.hash === hash);
        return (reference === null || deployments.has(reference)) && has(made.currentHash) && has(made.stableHash) ? [made] : [];
      });
    },
  };
}
