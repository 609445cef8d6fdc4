import { type JsonObject, jsonObject } from '../machinery/json-of.ts';
import { sum } from '../replicasets/replica-set.ts';
import { stepsHash } from './canary-weight.ts';
import { nextConditions } from './conditions.ts';
import { phaseOf } from './phase.ts';
import type { RolloutStatus } from './rollout.ts';
import { isAborted, stampOf, type Turn } from './turn.ts';

/** What both strategies report alike, from the ReplicaSets as this turn saw them. */
export function baseStatus(turn: Turn): RolloutStatus {
  const { rollout, sets, hash } = turn;
  const { status } = rollout;
  const labels = Object.entries(rollout.matchLabels).map(([key, value]) => `${key}=${value}`);
  const canary = {
    ...status.canary,
    weights: turn.weights,
    currentStepAnalysisRunStatus: turn.stepRun,
    currentBackgroundAnalysisRunStatus: turn.backgroundRun,
  };
  return {
    ...status,
    currentPodHash: hash,
    replicas: sum(sets.all, 'actual'),
    updatedReplicas: sets.newest?.actual ?? 0,
    readyReplicas: sum(sets.all, 'ready'),
    availableReplicas: sum(sets.all, 'available'),
    HPAReplicas: sum(sets.all, 'actual'),
    selector: labels.toSorted().join(','),
    promoteFull: status.promoteFull === true && hash !== status.stableRS,
    restartedAt: turn.restartedAt,
    canary: rollout.canary === null ? {} : canary,
    ...(rollout.canary === null ? {} : { currentStepHash: stepsHash(rollout) }),
    ...(rollout.workloadRef === null
      ? {}
      : { workloadObservedGeneration: rollout.object.metadata.annotations?.['rollout.argoproj.io/workload-generation'] }),
  };
}

/** The status as it is written: pauses, abort, conditions, phase and generation put in. */
export function finishedStatus(turn: Turn, draft: RolloutStatus): RolloutStatus {
  const settled = { ...draft, ...pausesAndAbort(turn) };
  const told = { ...settled, conditions: [...nextConditions(turn, settled)] };
  return { ...told, ...phaseOf(turn.rollout, told), observedGeneration: String(turn.rollout.generation) };
}

function pausesAndAbort(turn: Turn): Pick<RolloutStatus, 'abort' | 'abortedAt' | 'controllerPause' | 'pauseConditions'> {
  const { status } = turn.rollout;
  const none = { controllerPause: false, pauseConditions: [] };
  if (isAborted(turn)) return { ...none, abort: true, abortedAt: status.abortedAt ?? stampOf(turn) };
  const running = { abort: false, abortedAt: null };
  if (turn.clearPauses) return { ...running, ...none };
  const kept = status.pauseConditions.filter((each) => !turn.removePauses.includes(each.reason));
  const added = turn.addPauses.filter((reason) => !status.pauseConditions.some((each) => each.reason === reason));
  for (const reason of added) turn.happenings.push({ reason: 'RolloutPaused', message: `Rollout is paused (${reason})` });
  const pauseConditions = [...kept, ...added.map((reason) => ({ reason, startTime: stampOf(turn) }))];
  if (pauseConditions.length === 0) return { ...running, ...none };
  return { ...running, pauseConditions, controllerPause: added.length > 0 || status.controllerPause === true };
}

/** As Go writes it: what is empty is left out, the strategies' own parts stay as `{}`. */
export function statusJson(status: RolloutStatus): JsonObject {
  const { canary, blueGreen, ...rest } = status;
  const kept = Object.entries(rest).filter(([key, value]) => (key === 'currentStepIndex' ? value != null : !isEmpty(value)));
  return jsonObject({ ...Object.fromEntries(kept), canary: filled(canary), blueGreen: filled(blueGreen) });
}

function filled(part: object): object {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
