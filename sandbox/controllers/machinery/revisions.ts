import type { StoredObject } from '../../store/object-store.ts';

/** The annotations one controller keeps on its ReplicaSets. */
export interface RevisionKeys {
  readonly hashLabel: string;
  readonly revision: string;
  readonly history: string;
  readonly desired: string;
}

const owners = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
  'rollout.argoproj.io/revision',
  'rollout.argoproj.io/revision-history',
  'rollout.argoproj.io/desired-replicas',
  'rollout.argoproj.io/workload-generation',
]);

/** The annotations of the owner that its ReplicaSet gets too (change-cause above all). */
export function inheritedAnnotations(owner: StoredObject): { [key: string]: string } {
  return Object.fromEntries(Object.entries(owner.metadata.annotations ?? {}).filter(([key]) => !owners.has(key)));
}

/** A ReplicaSet's annotations as the newest one: a revision it held before goes into its history. Revisions only grow. */
export function newestAnnotations(owner: StoredObject, set: StoredObject, revision: number, keys: RevisionKeys): { [key: string]: string } {
  const before = set.metadata.annotations ?? {};
  const held = Number(before[keys.revision] ?? 0) || 0;
  const merged = { ...before, ...inheritedAnnotations(owner) };
  if (held >= revision) return merged;
  const history = [...(before[keys.history]?.split(',') ?? []), ...(held > 0 ? [String(held)] : [])];
  return { ...merged, [keys.revision]: String(revision), ...(history.length > 0 ? { [keys.history]: history.join(',') } : {}) };
}
