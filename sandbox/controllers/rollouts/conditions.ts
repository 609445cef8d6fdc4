import { type Condition, conditionOf, renewCondition, setCondition } from '../machinery/conditions.ts';
import { sum } from '../replicasets/replica-set.ts';
import { currentStep } from './canary-weight.ts';
import type { Rollout, RolloutStatus } from './rollout.ts';
import { isAborted, revisionOf, stampOf, type Turn } from './turn.ts';

/** The conditions of a status about to be written. Events of their changes go to the turn. */
export function nextConditions(turn: Turn, status: RolloutStatus): readonly Condition[] {
  const { rollout } = turn;
  const now = stampOf(turn);
  let conditions: readonly Condition[] = status.conditions.filter((each) => each.type !== 'InvalidSpec');
  const paused = rollout.status.pauseConditions.length > 0 || rollout.paused;
  const healthy = isHealthy(rollout, status);
  if (!paused && healthy) {
    conditions = setCondition(
      conditions,
      { type: 'Healthy', status: 'True', reason: 'RolloutHealthy', message: 'Rollout is healthy' },
      now,
    );
  } else if (conditionOf(conditions, 'Healthy') !== undefined) {
    conditions = setCondition(
      conditions,
      { type: 'Healthy', status: 'False', reason: 'RolloutHealthy', message: 'Rollout is not healthy' },
      now,
    );
  }
  conditions = progressing(turn, status, conditions, healthy);
  conditions = available(turn, status, conditions);
  return completed(turn, status, conditions);
}

function isHealthy(rollout: Rollout, status: RolloutStatus): boolean {
  const whole = status.updatedReplicas === rollout.replicas && status.availableReplicas === rollout.replicas;
  const promoted = status.stableRS !== '' && status.stableRS === status.currentPodHash;
  if (rollout.blueGreen !== null) return whole && promoted && status.blueGreen.activeSelector === status.currentPodHash;
  return whole && promoted && status.replicas === rollout.replicas;
}

function progressing(turn: Turn, status: RolloutStatus, conditions: readonly Condition[], healthy: boolean): readonly Condition[] {
  const { rollout, sets } = turn;
  const now = stampOf(turn);
  const before = conditionOf(rollout.status.conditions, 'Progressing');
  const of = sets.newest === null ? `Rollout "${rollout.name}"` : `ReplicaSet "${sets.newest.name}"`;
  if (isAborted(turn)) {
    if (turn.abort?.progress !== undefined) {
      turn.happenings.push({ type: 'Warning', reason: 'RolloutAborted', message: turn.abort.progress });
      return setCondition(
        conditions,
        { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: turn.abort.progress },
        now,
      );
    }
    const words = turn.abort?.words ?? null;
    const message = `Rollout aborted update to revision ${revisionOf(turn)}${words === null ? '' : `: ${words}`}`;
    if (before?.reason !== 'RolloutAborted') turn.happenings.push({ type: 'Warning', reason: 'RolloutAborted', message });
    return setCondition(conditions, { type: 'Progressing', status: 'False', reason: 'RolloutAborted', message }, now);
  }
  const settled = status.replicas === status.availableReplicas && before?.reason === 'NewReplicaSetAvailable';
  if (settled && status.currentPodHash === rollout.status.currentPodHash) return conditions;
  if (healthy) {
    return setCondition(
      conditions,
      { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', message: `${of} has successfully progressed.` },
      now,
    );
  }
  if (hasMoved(rollout.status, status)) {
    return renewCondition(
      conditions,
      { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', message: `${of} is progressing.` },
      now,
    );
  }
  if (!isTimedOut(turn)) return conditions;
  const message = `${of} has timed out progressing.`;
  if (before?.reason !== 'ProgressDeadlineExceeded') turn.happenings.push({ type: 'Warning', reason: 'ProgressDeadlineExceeded', message });
  return setCondition(conditions, { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message }, now);
}

function hasMoved(before: RolloutStatus, after: RolloutStatus): boolean {
  return (
    after.currentPodHash !== before.currentPodHash ||
    (after.currentStepIndex ?? null) !== (before.currentStepIndex ?? null) ||
    after.stableRS !== before.stableRS ||
    after.blueGreen.activeSelector !== before.blueGreen.activeSelector ||
    after.updatedReplicas > before.updatedReplicas ||
    after.replicas - after.updatedReplicas < before.replicas - before.updatedReplicas ||
    after.readyReplicas > before.readyReplicas ||
    after.availableReplicas > before.availableReplicas
  );
}

const waits = new Set(['NewReplicaSetAvailable', 'RolloutPaused', 'RolloutAborted', 'RolloutRetry']);

/** Nothing has moved for `progressDeadlineSeconds`; if that is still to come, the turn looks again then. */
export function isTimedOut(turn: Turn): boolean {
  const { rollout } = turn;
  if (rollout.paused || rollout.status.pauseConditions.length > 0 || currentStep(rollout)?.analysis !== undefined) return false;
  const before = conditionOf(rollout.status.conditions, 'Progressing');
  if (before?.lastUpdateTime === undefined || waits.has(before.reason)) return false;
  if (before.reason === 'ProgressDeadlineExceeded') return true;
  const left = Date.parse(before.lastUpdateTime) + rollout.deadlineSeconds * 1_000 - turn.now;
  if (left >= 0) turn.lookAgain.push(left + 1_000);
  return left < 0;
}

/** The words of a rollout that is out of time. */
export function timedOutWords({ rollout, sets }: Turn): string {
  return `${sets.newest === null ? `Rollout "${rollout.name}"` : `ReplicaSet "${sets.newest.name}"`} has timed out progressing.`;
}

function available(turn: Turn, status: RolloutStatus, conditions: readonly Condition[]): readonly Condition[] {
  const { rollout, sets } = turn;
  const active = sets.all.find((each) => each.hash === status.blueGreen.activeSelector);
  const enough =
    rollout.blueGreen === null
      ? sum(sets.all, 'available') >= rollout.replicas
      : active !== undefined && active.replicas === rollout.replicas && active.available >= rollout.replicas;
  const now = stampOf(turn);
  return setCondition(
    conditions,
    enough
      ? { type: 'Available', status: 'True', reason: 'AvailableReason', message: 'Rollout has minimum availability' }
      : { type: 'Available', status: 'False', reason: 'AvailableReason', message: 'Rollout does not have minimum availability' },
    now,
  );
}

function completed(turn: Turn, status: RolloutStatus, conditions: readonly Condition[]): readonly Condition[] {
  const done = status.stableRS !== '' && status.stableRS === status.currentPodHash;
  const before = conditionOf(conditions, 'Completed');
  if (!done && before?.status !== 'False') {
    const message = `Rollout not completed, started update to revision ${revisionOf(turn)} (${turn.hash})`;
    turn.happenings.push({ reason: 'RolloutNotCompleted', message });
  }
  const told = { type: 'Completed', status: done ? 'True' : 'False', reason: 'RolloutCompleted', message: 'RolloutCompleted' } as const;
  return setCondition(conditions, told, stampOf(turn));
}
