import type { ObjectStore } from '../../store/object-store.ts';
import type { ReplicaSet } from '../replicasets/replica-set.ts';
import { sum } from '../replicasets/replica-set.ts';
import { canaryCounts } from './canary-replicas.ts';
import type { Rollout } from './rollout.ts';
import { deadlineOf, scaleTo, setDeadline } from './sets-writer.ts';
import { isAborted, isFullyPromoted, type Turn } from './turn.ts';

const usualDelay = 30;

/** One scaling a turn: stable first, then the newest, then what is left of older ones. True when something was scaled. */
export function reconcileSets(store: ObjectStore, turn: Turn): boolean {
  const { rollout, sets } = turn;
  const { newest, stable } = sets;
  const delaysAbort = delayAfterAbort(turn) !== null;
  if (newest !== null && !delaysAbort) setDeadline(store, turn, newest, null);
  if (stable !== null && stable !== newest) setDeadline(store, turn, stable, null);
  const counts = canaryCounts(rollout, sets, turn.weights);
  if (stable !== null && stable !== newest && scaleTo(store, turn, stable, counts.stable)) return true;
  if (newest !== null && scaleNewest(store, turn, newest, counts.canary)) return true;
  return scaleOthers(store, turn);
}

/** Seconds an aborted routed canary stays up; null when it does not wait. */
function delayAfterAbort(turn: Turn): number | null {
  const { rollout, sets } = turn;
  if (!isAborted(turn) || sets.stable === null || sets.stable === sets.newest || !rollout.routed) return null;
  const set = rollout.canary?.abortScaleDownDelaySeconds;
  if (rollout.canary?.dynamicStableScale === true && set == null) return null;
  return set ?? usualDelay;
}

function scaleNewest(store: ObjectStore, turn: Turn, newest: ReplicaSet, count: number): boolean {
  const delay = delayAfterAbort(turn);
  if (delay === null) return scaleTo(store, turn, newest, count);
  // Zero asks to leave the aborted version up until somebody decides.
  if (delay === 0) return false;
  const deadline = deadlineOf(newest);
  if (deadline !== null) {
    if (deadline <= turn.now) return scaleTo(store, turn, newest, 0);
    turn.lookAgain.push(deadline - turn.now);
    return false;
  }
  if (newest.replicas > 0 && (turn.sets.stable?.available ?? 0) >= turn.rollout.replicas) setDeadline(store, turn, newest, delay);
  return false;
}

function scaleOthers(store: ObjectStore, turn: Turn): boolean {
  const { rollout, sets } = turn;
  const running = sets.others.filter((each) => each.replicas > 0).toSorted((one, other) => other.revision - one.revision);
  if (running.length === 0) return false;
  let scaled = false;
  if (!rollout.routed) {
    let spare = sum(sets.all, 'available') - (rollout.replicas - rollout.unavailable);
    for (const each of running) {
      const unready = each.replicas - each.available;
      const by = Math.min(each.replicas, unready + Math.max(0, Math.min(spare, each.available)));
      if (by <= 0) continue;
      spare -= Math.max(0, by - unready);
      scaled = scaleTo(store, turn, each, each.replicas - by) || scaled;
    }
    return scaled;
  }
  let delayed = 0;
  for (const each of running) {
    const deadline = deadlineOf(each);
    if (deadline === null && !isFullyPromoted(turn)) {
      // A version somebody overtook in the middle of its update: it goes once no traffic is sent to it.
      if (!isReferenced(rollout, each)) scaled = scaleTo(store, turn, each, 0) || scaled;
      continue;
    }
    delayed += 1;
    const beyond = delayed > (rollout.canary?.scaleDownDelayRevisionLimit ?? Infinity);
    if (!beyond && keepUntilDeadline(store, turn, each, rollout.canary?.scaleDownDelaySeconds ?? usualDelay)) continue;
    scaled = scaleTo(store, turn, each, 0) || scaled;
  }
  return scaled;
}

function isReferenced({ status }: Rollout, set: ReplicaSet): boolean {
  const { canary, stable } = status.canary.weights ?? {};
  return (canary?.podTemplateHash === set.hash && canary.weight > 0) || stable?.podTemplateHash === set.hash;
}

/** Gives an old ReplicaSet its deadline once, and says whether it may still stay. */
export function keepUntilDeadline(store: ObjectStore, turn: Turn, set: ReplicaSet, delaySeconds: number): boolean {
  const deadline = deadlineOf(set);
  if (deadline === null) {
    if (delaySeconds <= 0) return false;
    setDeadline(store, turn, set, delaySeconds);
    return true;
  }
  if (deadline <= turn.now) return false;
  turn.lookAgain.push(deadline - turn.now);
  return true;
}
