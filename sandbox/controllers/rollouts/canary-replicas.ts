import type { ReplicaSet } from '../replicasets/replica-set.ts';
import { sum } from '../replicasets/replica-set.ts';
import { replicasOrWeight } from './canary-weight.ts';
import type { Rollout, Weights } from './rollout.ts';

export interface CanarySets {
  readonly newest: ReplicaSet | null;
  /** Null when there is none yet; may be the newest one. */
  readonly stable: ReplicaSet | null;
  /** Neither newest nor stable. */
  readonly others: readonly ReplicaSet[];
}
export interface Counts {
  readonly canary: number;
  readonly stable: number;
}

/** The Pods both versions should have now; `weights` are those of the route, as last set. */
export function canaryCounts(rollout: Rollout, sets: CanarySets, weights: Weights | null): Counts {
  return rollout.routed ? routedCounts(rollout, sets, weights) : basicCounts(rollout, sets);
}

function hasOtherStable({ newest, stable }: CanarySets): boolean {
  return stable !== null && stable.name !== newest?.name;
}

/**
 * Pods decide the traffic: the split nearest to the weight, moved towards as far as maxSurge and maxUnavailable allow. Stable grows
 * first, old ones shrink first, and who is being reduced may lose unready Pods freely.
 */
function basicCounts(rollout: Rollout, sets: CanarySets): Counts {
  const { newest, stable, others } = sets;
  const wanted = replicasOrWeight(rollout);
  const other = stable !== null && hasOtherStable(sets) ? stable : null;
  const weight = 'weight' in wanted ? wanted.weight : 0;
  const target =
    other === null ? { canary: rollout.replicas, stable: 0 } : approximate(rollout.replicas, weight, rollout.maxWeight, rollout.surge);
  const now: Counts = { canary: newest?.replicas ?? 0, stable: other?.replicas ?? 0 };
  let grow = rollout.replicas + rollout.surge - now.canary - now.stable - sum(others, 'replicas');
  const grown = (from: number, to: number) => {
    const by = Math.max(0, Math.min(to - from, grow));
    grow -= by;
    return from + by;
  };
  const stableGrown = other === null ? 0 : grown(now.stable, target.stable);
  const canaryGrown = newest === null ? 0 : grown(now.canary, target.canary);
  if (sum(others, 'replicas') > 0) return { canary: canaryGrown, stable: stableGrown };

  const increasing = newest === null || target.canary >= newest.replicas;
  let spare = countable(newest, !increasing) + countable(other, increasing) - (rollout.replicas - rollout.unavailable);
  const shrunk = (from: number, grownTo: number, to: number) => {
    if (spare <= 0 || from <= to) return grownTo;
    const by = Math.min(spare, from - to);
    spare -= by;
    return from - by;
  };
  const canary = newest === null ? 0 : shrunk(now.canary, canaryGrown, target.canary);
  return { canary, stable: other === null ? 0 : shrunk(now.stable, stableGrown, target.stable) };
}

function countable(set: ReplicaSet | null, ignoreAvailability: boolean): number {
  if (set === null) return 0;
  return ignoreAvailability || set.replicas < set.available ? set.replicas : set.available;
}

/** The counts nearest to a weight, with one Pod more than asked for when that is nearer and the surge allows it. */
export function approximate(replicas: number, weight: number, maxWeight: number, surge: number): Counts {
  if (replicas === 0) return { canary: 0, stable: 0 };
  const zeroAllowed = weight === maxWeight || weight === 0 || (replicas === 1 && surge === 0);
  let best: { canary: number; total: number; off: number } | null = null;
  for (const total of surge > 0 ? [replicas, replicas + 1] : [replicas]) {
    const exact = (total * weight) / maxWeight;
    const up = Math.ceil(exact);
    const down = Math.floor(exact);
    const options = [...(up < total || zeroAllowed ? [up] : []), ...(exact - down !== 0.5 && (down !== 0 || zeroAllowed) ? [down] : [])];
    for (const canary of options) {
      const off = Math.abs(weight / maxWeight - canary / total);
      if (best === null || off < best.off) best = { canary, total, off };
    }
  }
  return best === null ? { canary: 0, stable: replicas } : { canary: best.canary, stable: best.total - best.canary };
}

/** The route decides the traffic: stable stays whole, unless it is scaled with its share; never fewer Pods than the route needs now. */
function routedCounts(rollout: Rollout, sets: CanarySets, weights: Weights | null): Counts {
  const { replicas, canary: strategy, maxWeight } = rollout;
  const podsFor = (weight: number) => Math.ceil((replicas * weight) / maxWeight);
  if (!hasOtherStable(sets)) return { canary: replicas, stable: 0 };
  const wanted = replicasOrWeight(rollout);
  const least = strategy?.minPodsPerReplicaSet ?? 1;
  const weight = 'weight' in wanted ? wanted.weight : null;
  const asked = 'replicas' in wanted ? wanted.replicas : podsFor(wanted.weight);
  const canary = weight !== null && weight > 0 ? Math.min(replicas, Math.max(asked, least)) : asked;
  if (strategy?.dynamicStableScale !== true) return { canary, stable: replicas };
  const stableShare = podsFor(maxWeight - (weight ?? rollout.status.canary.weights?.canary.weight ?? 0));
  if (weights === null) return { canary, stable: stableShare };
  const held = Math.max(canary, podsFor(weights.canary.weight));
  return { canary: canary < (sets.newest?.replicas ?? 0) ? held : canary, stable: Math.max(stableShare, podsFor(weights.stable.weight)) };
}

/** Whether what the current step asks for stands and serves. */
export function atDesiredCounts(rollout: Rollout, sets: CanarySets, weights: Weights | null): boolean {
  const { newest, stable, others } = sets;
  const wanted = rollout.routed ? routedCounts(rollout, sets, weights) : basicTarget(rollout, sets);
  if (newest === null || newest.replicas !== wanted.canary || newest.available < wanted.canary) return false;
  const stableMatters = !(rollout.routed && rollout.canary?.dynamicStableScale === true);
  if (stableMatters && hasOtherStable(sets) && (stable === null || stable.replicas !== wanted.stable || stable.available < wanted.stable))
    return false;
  return rollout.routed || sum(others, 'available') === 0;
}

function basicTarget(rollout: Rollout, sets: CanarySets): Counts {
  if (!hasOtherStable(sets)) return { canary: rollout.replicas, stable: 0 };
  const wanted = replicasOrWeight(rollout);
  return approximate(rollout.replicas, 'weight' in wanted ? wanted.weight : 0, rollout.maxWeight, rollout.surge);
}
