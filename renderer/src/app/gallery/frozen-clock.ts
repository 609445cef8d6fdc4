import type { Clock } from '../../lib/clock.ts';

/** A clock that stands: every picture of a sample is the same, its ages included. `silent`: the host has said nothing for too long. */
export function frozenClock(now: number, silent: boolean): Clock {
  return { now: () => now, isSilent: () => silent, subscribe: () => () => {}, heard: () => {}, stop: () => {} };
}
