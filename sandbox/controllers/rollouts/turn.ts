import type { Happening } from '../machinery/recorder.ts';
import { timestamp } from '../../store/memory-store.ts';
import type { ReplicaSet } from '../replicasets/replica-set.ts';
import type { CanarySets } from './canary-replicas.ts';
import type { Rollout, RunStatus, Weights } from './rollout.ts';

/** One reconcile of one rollout: what it saw, and what it has decided so far. The status is written once, at its end. */
export interface Turn {
  readonly rollout: Rollout;
  readonly hash: string;
  readonly sets: CanarySets & { readonly all: readonly ReplicaSet[] };
  /** Epoch milliseconds. */
  readonly now: number;
  readonly addPauses: string[];
  readonly removePauses: string[];
  clearPauses: boolean;
  /** Abort now; the words go into the condition. */
  abort: { readonly words: string | null; readonly progress?: string } | null;
  removeAbort: boolean;
  weights: Weights | null;
  stepRun: RunStatus | null;
  backgroundRun: RunStatus | null;
  restartedAt: string | null;
  activeSelector: string;
  previewSelector: string;
  readonly happenings: Happening[];
  /** Simulated milliseconds until something is due by the clock alone. */
  readonly lookAgain: number[];
}

export function beginTurn(rollout: Rollout, hash: string, all: readonly ReplicaSet[], now: number): Turn {
  const { status } = rollout;
  const newest = all.find((each) => each.hash === hash) ?? null;
  const stable = all.find((each) => status.stableRS !== '' && each.hash === status.stableRS) ?? null;
  return {
    rollout,
    hash,
    sets: { all, newest, stable, others: all.filter((each) => each !== newest && each !== stable) },
    now,
    addPauses: [],
    removePauses: [],
    clearPauses: false,
    abort: null,
    removeAbort: false,
    weights: status.canary.weights ?? null,
    stepRun: status.canary.currentStepAnalysisRunStatus ?? null,
    backgroundRun: status.canary.currentBackgroundAnalysisRunStatus ?? null,
    restartedAt: status.restartedAt ?? null,
    activeSelector: status.blueGreen.activeSelector,
    previewSelector: status.blueGreen.previewSelector,
    happenings: [],
    lookAgain: [],
  };
}

export const stampOf = (turn: Turn): string => timestamp(turn.now);

export function isAborted(turn: Turn): boolean {
  return !turn.removeAbort && (turn.abort !== null || turn.rollout.status.abort === true);
}

export function isFullyPromoted({ rollout: { status } }: Turn): boolean {
  return status.stableRS !== '' && status.stableRS === status.currentPodHash;
}

export function pauseOf({ rollout }: Turn, reason: string) {
  return rollout.status.pauseConditions.find((each) => each.reason === reason);
}

/** The revision being rolled out, for the controller's sentences. */
export function revisionOf({ sets, rollout }: Turn): number {
  return sets.newest?.revision ?? (Number(rollout.object.metadata.annotations?.['rollout.argoproj.io/revision'] ?? 0) || 0);
}

/** An older ReplicaSet inside `rollbackWindow`, counted by creation time as the controller counts: then its steps are skipped. */
export function isWithinRollbackWindow({ rollout, sets }: Turn): boolean {
  const { newest, stable, all } = sets;
  if (rollout.windowRevisions <= 0 || newest === null || stable === null || newest.createdAt >= stable.createdAt) return false;
  const between = all.filter((each) => each.createdAt >= newest.createdAt && each.createdAt < stable.createdAt);
  return between.length <= rollout.windowRevisions;
}

/** Whether a pause that began at `startTime` is over; if not, the turn looks again when it is. */
export function hasWaited(turn: Turn, startTime: string, seconds: number): boolean {
  const left = Date.parse(startTime) + seconds * 1_000 - turn.now;
  if (left > 0) turn.lookAgain.push(left);
  return left <= 0;
}
