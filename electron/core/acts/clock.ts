import type { Mark, MarkName, RollbackClock } from '#shared/domain/rollback/execution.ts';
import { markNames } from '#shared/domain/rollback/execution.ts';
import type { Prediction } from '#shared/domain/rollback/plan.ts';

/** Before anything is sent: held now, the rest still waits. */
export function startClock(heldAt: number, prediction: Prediction | null): RollbackClock {
  const waiting = (predictedSeconds: number | null): Mark => ({ state: 'waiting', at: null, seconds: null, predictedSeconds, proof: '' });
  return {
    held: { state: 'reached', at: heldAt, seconds: 0, predictedSeconds: null, proof: 'confirmed' },
    accepted: waiting(prediction?.accepted ?? null),
    weight: waiting(prediction?.weight ?? null),
    traffic: waiting(prediction?.traffic ?? null),
    normal: waiting(prediction?.normal ?? null),
  };
}

export function reach(clock: RollbackClock, name: MarkName, at: number, proof: string): RollbackClock {
  const heldAt = clock.held.at ?? at;
  return { ...clock, [name]: { ...clock[name], state: 'reached', at, seconds: Math.max(0, (at - heldAt) / 1_000), proof } };
}

export function withMark(clock: RollbackClock, name: MarkName, state: 'absent' | 'missed', proof: string): RollbackClock {
  return { ...clock, [name]: { ...clock[name], state, proof } };
}

/** Every mark that still waits gets the same end. */
export function endWaiting(clock: RollbackClock, state: 'absent' | 'missed', proof: string): RollbackClock {
  return markNames.reduce((all, name) => (all[name].state === 'waiting' ? withMark(all, name, state, proof) : all), clock);
}
