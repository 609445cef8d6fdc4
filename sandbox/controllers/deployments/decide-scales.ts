import type { ReplicaSet } from '../replicasets/replica-set.ts';
import { sum } from '../replicasets/replica-set.ts';

export interface Scale {
  readonly set: ReplicaSet;
  readonly to: number;
}
export interface UpdateBounds {
  readonly replicas: number;
  readonly surge: number;
  readonly unavailable: number;
}

/**
 * The next scalings of a rolling update: the new ReplicaSet grows while the surge allows; only when it cannot, old ones shrink, those
 * Pods first that serve nobody, and never below `replicas - unavailable` available.
 */
export function decideScales(bounds: UpdateBounds, newest: ReplicaSet, old: readonly ReplicaSet[]): readonly Scale[] {
  const { replicas, surge, unavailable } = bounds;
  const all = [newest, ...old];
  if (newest.replicas > replicas) return [{ set: newest, to: replicas }];
  const room = replicas + surge - sum(all, 'replicas');
  const grow = Math.min(room, replicas - newest.replicas);
  if (grow > 0) return [{ set: newest, to: newest.replicas + grow }];

  const minimum = replicas - unavailable;
  let allowance = sum(all, 'replicas') - minimum - Math.max(0, newest.replicas - newest.available);
  const to = new Map(old.map((set) => [set, set.replicas]));
  const shrink = (set: ReplicaSet, by: number) => {
    const now = to.get(set) ?? 0;
    const cut = Math.min(now, Math.max(0, by), Math.max(0, allowance));
    to.set(set, now - cut);
    allowance -= cut;
    return cut;
  };
  const oldestFirst = old.toSorted((one, other) => one.createdAt - other.createdAt);
  for (const set of oldestFirst) shrink(set, set.replicas - set.available);
  let spare = sum(all, 'available') - minimum;
  for (const set of oldestFirst) spare -= shrink(set, Math.min(spare, Math.min(to.get(set) ?? 0, set.available)));
  return old.flatMap((set) => (to.get(set) === set.replicas ? [] : [{ set, to: to.get(set) ?? 0 }]));
}

/** Recreate: everything old goes first, the new one comes when no old Pod is left (one that is ending still is). */
export function decideRecreate(replicas: number, newest: ReplicaSet, old: readonly ReplicaSet[], oldPods: number): readonly Scale[] {
  const running = old.filter((set) => set.replicas > 0);
  if (running.length > 0) return running.map((set) => ({ set, to: 0 }));
  if (oldPods > 0 || newest.replicas === replicas) return [];
  return [{ set: newest, to: replicas }];
}
