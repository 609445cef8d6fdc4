import type { ObjectStore } from '../../store/object-store.ts';
import { keepUntilDeadline } from './canary-scaling.ts';
import { promotedWords } from './canary-status.ts';
import type { RolloutStatus } from './rollout.ts';
import { select, selectedHash } from './selectors.ts';
import { deadlineOf, scaleTo, setDeadline } from './sets-writer.ts';
import { baseStatus, finishedStatus } from './status.ts';
import { hasWaited, isAborted, isWithinRollbackWindow, pauseOf, type Turn } from './turn.ts';

const blueGreenPause = 'BlueGreenPause';
const usualDelay = 30;

/** A blue-green's next writes: the preview follows the newest version at once, the active Service when it is promoted. */
export function reconcileBlueGreen(store: ObjectStore, turn: Turn): RolloutStatus {
  const { rollout, hash, sets } = turn;
  const strategy = rollout.blueGreen;
  if (strategy === null) return finishedStatus(turn, baseStatus(turn));
  if (strategy.previewService !== '') select(store, turn, strategy.previewService, hash);
  readSelectors(store, turn);
  if (rollout.status.currentPodHash !== '' && rollout.status.currentPodHash !== hash) {
    turn.clearPauses = true;
    turn.removeAbort = true;
    return blueGreenStatus(turn);
  }
  // A deadline on the newest version means it served a moment ago: back to it without asking.
  const fast = isFastTracked(turn);
  scaleSets(store, turn);
  if (!rollout.paused) reconcilePause(turn, fast);
  reconcileActive(store, turn, fast);
  readSelectors(store, turn);
  if (sets.newest !== null && turn.activeSelector === hash) setDeadline(store, turn, sets.newest, null);
  return blueGreenStatus(turn);
}

function readSelectors(store: ObjectStore, turn: Turn): void {
  const { namespace, blueGreen } = turn.rollout;
  turn.activeSelector = selectedHash(store, namespace, blueGreen?.activeService ?? '') ?? '';
  turn.previewSelector = selectedHash(store, namespace, blueGreen?.previewService ?? '') ?? '';
}

function isFastTracked(turn: Turn): boolean {
  const { rollout, sets, hash } = turn;
  if (rollout.status.promoteFull === true || isWithinRollbackWindow(turn)) return true;
  return (sets.newest !== null && deadlineOf(sets.newest) !== null) || turn.activeSelector === '' || turn.activeSelector === hash;
}

function scaleSets(store: ObjectStore, turn: Turn): void {
  const { rollout, sets } = turn;
  const { newest, stable, others } = sets;
  const strategy = rollout.blueGreen;
  if (stable !== null && stable !== newest) {
    setDeadline(store, turn, stable, null);
    scaleTo(store, turn, stable, rollout.replicas);
  }
  if (newest !== null && !scaleAborted(store, turn)) scaleTo(store, turn, newest, newestCount(turn));
  let kept = 0;
  for (const each of others.filter((set) => set.replicas > 0).toSorted((one, other) => other.revision - one.revision)) {
    kept += 1;
    const beyond = kept > (strategy?.scaleDownDelayRevisionLimit ?? Infinity);
    if (!beyond && keepUntilDeadline(store, turn, each, strategy?.scaleDownDelaySeconds ?? usualDelay)) continue;
    scaleTo(store, turn, each, 0);
  }
}

function newestCount({ rollout, hash, activeSelector, sets }: Turn): number {
  const preview = rollout.blueGreen?.previewReplicaCount;
  const previewing = preview != null && activeSelector !== '' && activeSelector !== hash && sets.stable !== null;
  const released =
    rollout.status.promoteFull === true || (rollout.status.controllerPause === true && rollout.status.pauseConditions.length === 0);
  return previewing && !released && (sets.newest?.replicas ?? 0) <= preview ? preview : rollout.replicas;
}

/** After an abort the newest version stays for its delay, then goes. True when that decides its size. */
function scaleAborted(store: ObjectStore, turn: Turn): boolean {
  const { newest, stable } = turn.sets;
  if (!isAborted(turn) || stable === null || newest === null || newest === stable) return false;
  const delay = turn.rollout.blueGreen?.abortScaleDownDelaySeconds ?? usualDelay;
  if (delay > 0 && newest.replicas > 0 && !keepUntilDeadline(store, turn, newest, delay)) scaleTo(store, turn, newest, 0);
  return true;
}

function needsPause({ rollout }: Turn): boolean {
  const { autoPromotionEnabled, autoPromotionSeconds } = rollout.blueGreen ?? {};
  return autoPromotionEnabled === false || (autoPromotionSeconds ?? 0) > 0;
}

function reconcilePause(turn: Turn, fast: boolean): void {
  if (fast || !needsPause(turn) || isAborted(turn) || !isSaturated(turn)) return;
  const { status } = turn.rollout;
  if (pauseOf(turn, blueGreenPause) === undefined && status.controllerPause !== true) turn.addPauses.push(blueGreenPause);
}

function isSaturated({ sets, rollout }: Turn): boolean {
  const wanted = Math.min(rollout.replicas, rollout.blueGreen?.previewReplicaCount ?? rollout.replicas);
  return sets.newest !== null && sets.newest.replicas >= wanted && sets.newest.available >= wanted;
}

function pauseIsOver(turn: Turn): boolean {
  if (!needsPause(turn)) return true;
  const pause = pauseOf(turn, blueGreenPause);
  if (pause === undefined) return turn.rollout.status.controllerPause === true;
  const seconds = turn.rollout.blueGreen?.autoPromotionSeconds ?? 0;
  return seconds > 0 && hasWaited(turn, pause.startTime, seconds);
}

function reconcileActive(store: ObjectStore, turn: Turn, fast: boolean): void {
  const { rollout, sets, hash } = turn;
  const service = rollout.blueGreen?.activeService ?? '';
  if (isAborted(turn)) {
    if (sets.stable !== null) select(store, turn, service, sets.stable.hash);
    return;
  }
  const { newest } = sets;
  if (rollout.paused || newest === null || newest.replicas < rollout.replicas || newest.available < rollout.replicas) return;
  if (!fast && !pauseIsOver(turn)) return;
  select(store, turn, service, hash);
  turn.removePauses.push(blueGreenPause);
}

function blueGreenStatus(turn: Turn): RolloutStatus {
  const { rollout, sets, hash } = turn;
  const base = baseStatus(turn);
  const active = sets.all.find((each) => each.hash === turn.activeSelector);
  const draft: RolloutStatus = {
    ...base,
    availableReplicas: sets.newest?.available ?? 0,
    ...(active === undefined
      ? {}
      : {
          HPAReplicas: active.actual,
          selector: [...String(base['selector']).split(','), `rollouts-pod-template-hash=${active.hash}`].filter(Boolean).join(','),
        }),
    blueGreen: { ...base.blueGreen, activeSelector: turn.activeSelector, previewSelector: turn.previewSelector },
  };
  const first = rollout.status.stableRS === '';
  const switched = turn.activeSelector === hash && rollout.status.currentPodHash === hash;
  if (!first && !switched) return finishedStatus(turn, draft);
  if (rollout.status.stableRS !== hash) turn.happenings.push(promotedWords(turn, first ? 'Initial deploy' : 'Completed blue-green update'));
  turn.clearPauses = true;
  turn.removeAbort = true;
  return finishedStatus(turn, { ...draft, stableRS: hash, promoteFull: false });
}
