import { pauseSeconds, type RolloutStatus } from './rollout.ts';
import { atDesiredCounts } from './canary-replicas.ts';
import { currentStep, stepsHash, stepWords } from './canary-weight.ts';
import { baseStatus, finishedStatus } from './status.ts';
import { hasWaited, isAborted, isWithinRollbackWindow, pauseOf, revisionOf, type Turn } from './turn.ts';

export const canaryPause = 'CanaryPauseStep';

/** Whether the template or the steps are others than those the status speaks of: the update starts anew. */
export function hasChanged({ rollout, hash }: Turn): boolean {
  const { currentPodHash, currentStepHash } = rollout.status;
  // The very first turn of a canary is such a change too: it reports no stable version yet.
  return currentPodHash !== hash || (rollout.canary !== null && currentStepHash !== '' && currentStepHash !== stepsHash(rollout));
}

/** The status after a change of template or steps: nothing of the update before is left. */
export function resetStatus(turn: Turn): RolloutStatus {
  const { rollout, hash } = turn;
  turn.clearPauses = true;
  turn.removeAbort = true;
  turn.stepRun = null;
  turn.backgroundRun = null;
  const draft = { ...baseStatus(turn), promoteFull: false };
  if (rollout.steps.length === 0) return finishedStatus(turn, { ...draft, currentStepIndex: null });
  const back = rollout.status.stableRS === hash;
  if (back) turn.happenings.push({ reason: 'SkipSteps', message: 'Rollback to stable' });
  else if (isWithinRollbackWindow(turn)) turn.happenings.push({ reason: 'SkipSteps', message: 'Rollback within window' });
  const skipped = back || isWithinRollbackWindow(turn);
  return finishedStatus(turn, { ...draft, currentStepIndex: skipped ? rollout.steps.length : 0 });
}

/** The status at the end of a turn: promoted, aborted, a step further, or as it was. */
export function canaryStatus(turn: Turn): RolloutStatus {
  const { rollout } = turn;
  const draft = baseStatus(turn);
  const steps = rollout.steps.length;
  const end = steps > 0 ? steps : null;
  let index = steps > 0 ? (rollout.status.currentStepIndex ?? 0) : null;
  if (rollout.status.promoteFull === true || isWithinRollbackWindow(turn)) {
    turn.clearPauses = true;
    turn.removeAbort = true;
    index = end;
  }
  const why = promotion(turn, index);
  if (why !== null) {
    turn.clearPauses = true;
    turn.removeAbort = true;
    if (rollout.status.stableRS !== turn.hash) turn.happenings.push(promotedWords(turn, why));
    return finishedStatus(turn, { ...draft, promoteFull: false, stableRS: turn.hash, currentStepIndex: end });
  }
  if (isAborted(turn))
    return finishedStatus(turn, { ...draft, currentStepIndex: steps === 0 ? null : draft.stableRS === turn.hash ? steps : 0 });
  const step = currentStep(rollout);
  if (step !== null && index !== null && index < steps && isStepDone(turn)) {
    index += 1;
    draft.canary = { ...draft.canary, currentStepAnalysisRunStatus: null };
    turn.happenings.push({ reason: 'RolloutStepCompleted', message: `Rollout step ${index}/${steps} completed (${stepWords(step)})` });
    turn.removePauses.push(canaryPause);
  }
  return finishedStatus(turn, { ...draft, currentStepIndex: index });
}

/** The event of a new stable version. */
export function promotedWords(turn: Turn, why: string) {
  return { reason: 'RolloutCompleted', message: `Rollout completed update to revision ${revisionOf(turn)} (${turn.hash}): ${why}` };
}

/** Why the newest version becomes (or stays) stable now; null while it does not. */
function promotion(turn: Turn, index: number | null): string | null {
  const { rollout, sets } = turn;
  if (rollout.status.stableRS === '') return 'Initial deploy';
  if (isAborted(turn) && rollout.status.stableRS !== turn.hash) return null;
  if (sets.newest === null || sets.newest.available < rollout.replicas || sets.newest.replicas !== rollout.replicas) return null;
  if (rollout.status.promoteFull === true) return 'Full promotion requested';
  if (isWithinRollbackWindow(turn)) return 'Rollback within window';
  if (index !== null && index < rollout.steps.length) return null;
  return rollout.steps.length === 0 ? 'Completed canary update' : `Completed all ${rollout.steps.length} canary steps`;
}

function isStepDone(turn: Turn): boolean {
  const { rollout, sets } = turn;
  const step = currentStep(rollout);
  if (rollout.paused || step === null) return false;
  if (step.pause) return isPauseDone(turn, pauseSeconds(step.pause.duration));
  if (step.analysis !== undefined) return turn.stepRun?.status === 'Successful';
  if (step.setWeight !== undefined || step.setCanaryScale !== undefined) return atDesiredCounts(rollout, sets, turn.weights);
  // Experiments, plugins and managed routes are not simulated: they pass.
  return true;
}

function isPauseDone(turn: Turn, seconds: number | null): boolean {
  const pause = pauseOf(turn, canaryPause);
  if (pause === undefined) return turn.rollout.status.controllerPause === true;
  return seconds !== null && hasWaited(turn, pause.startTime, seconds);
}

/** Begins the pause a step asks for, once; a pause somebody cleared is not begun again. */
export function reconcilePause(turn: Turn): void {
  const { rollout } = turn;
  const step = currentStep(rollout);
  if (rollout.paused || rollout.status.promoteFull === true || !step?.pause || isAborted(turn)) return;
  if (isWithinRollbackWindow(turn) || rollout.status.stableRS === '' || rollout.status.stableRS === turn.hash) return;
  if (pauseOf(turn, canaryPause) === undefined && rollout.status.controllerPause !== true) turn.addPauses.push(canaryPause);
}
