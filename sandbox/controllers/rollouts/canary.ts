import type { ObjectStore } from '../../store/object-store.ts';
import { reconcileAnalysis } from './analysis.ts';
import { reconcileSets } from './canary-scaling.ts';
import { canaryStatus, hasChanged, reconcilePause, resetStatus } from './canary-status.ts';
import { isTimedOut, timedOutWords } from './conditions.ts';
import { type RolloutStatus, rolloutKeys } from './rollout.ts';
import { reconcileCanaryServices } from './selectors.ts';
import { reconcileTraffic } from './traffic.ts';
import { isAborted, pauseOf, type Turn } from './turn.ts';

/** A canary's next writes: Services, route, analysis, one scaling; then the status that follows. */
export function reconcileCanary(store: ObjectStore, turn: Turn): RolloutStatus {
  const { rollout } = turn;
  if (hasChanged(turn)) return resetStatus(turn);
  if (rollout.status.abort === true && rollout.status.stableRS === turn.hash) turn.removeAbort = true;
  if (rollout.deadlineAborts && !isAborted(turn) && isTimedOut(turn)) turn.abort = { words: null, progress: timedOutWords(turn) };
  // Paused by hand, routes still follow (an abort takes effect at once); Pods do not, unless the rollout itself was scaled.
  const still = rollout.paused || pauseOf(turn, 'InconclusiveAnalysisRun') !== undefined;
  reconcileCanaryServices(store, turn);
  reconcileTraffic(store, turn);
  if (!rollout.paused) reconcileAnalysis(store, turn);
  if (turn.addPauses.length > 0) return canaryStatus(turn);
  const scaled = (!still || isScaling(turn)) && reconcileSets(store, turn);
  if (!scaled) reconcilePause(turn);
  return canaryStatus(turn);
}

/** Whether `spec.replicas` changed under a running version. */
function isScaling({ rollout, sets }: Turn): boolean {
  const wanted = String(rollout.replicas);
  return sets.all.some((each) => each.replicas > 0 && (each.object.metadata.annotations?.[rolloutKeys.desired] ?? wanted) !== wanted);
}
