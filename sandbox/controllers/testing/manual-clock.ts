import type { SimClock } from '../../clock/sim-clock.ts';
import { createTimerQueue } from '../../clock/timer-queue.ts';

/** A clock that moves only when told to, running what is due on the way. */
export interface ManualClock extends SimClock {
  run(ms: number): void;
}

export function createManualClock(start = Date.parse('2026-03-02T09:00:00Z')): ManualClock {
  const queue = createTimerQueue();
  let now = start;
  return {
    now: () => now,
    speed: () => 1,
    setSpeed: () => undefined,
    after: (ms, run) => ({ cancel: queue.add(now + Math.max(0, ms), run) }),
    stop: () => queue.clear(),
    run(ms) {
      const end = now + ms;
      for (let due = queue.earliest(); due !== null && due <= end; due = queue.earliest()) {
        now = Math.max(now, due);
        queue.takeEarliest()?.();
      }
      now = end;
    },
  };
}
