import type { StoredObject } from '../../store/object-store.ts';
import { isTerminating, PodParts } from '../pods/pod-parts.ts';
import { sum } from '../replicasets/replica-set.ts';
import type { Turn } from './turn.ts';

export interface RestartDecision {
  readonly evict: readonly StoredObject[];
  readonly done: boolean;
}

/** Which Pods go for `spec.restartAt`: those older than it, as many at once as maxUnavailable leaves. */
export function decideRestart(turn: Turn, podsOf: (uid: string) => readonly StoredObject[]): RestartDecision | null {
  const { rollout, sets, now } = turn;
  const at = Date.parse(rollout.restartAt ?? '');
  if (Number.isNaN(at) || at === Date.parse(rollout.status.restartedAt ?? '')) return null;
  if (at > now) {
    turn.lookAgain.push(at - now);
    return null;
  }
  const old = sets.all
    .flatMap((set) => podsOf(set.object.metadata.uid))
    .filter((pod) => !isTerminating(PodParts.parse(pod)) && Date.parse(pod.metadata.creationTimestamp) < at);
  if (old.length === 0) return { evict: [], done: true };
  const least = rollout.replicas - Math.max(1, rollout.unavailable);
  return { evict: old.slice(0, Math.max(0, sum(sets.all, 'available') - least)), done: false };
}
