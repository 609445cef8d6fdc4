import type { SimClock } from './sim-clock.ts';
import { createTimerQueue } from './timer-queue.ts';

export interface SimClockOptions {
  /** 1 to 100; 1 by default. */
  readonly speed?: number;
  /** Simulated epoch milliseconds at the start; the wall clock's by default. */
  readonly start?: number;
  /** Milliseconds that never go back. The wall clock is read once at the start only: setting it moves nothing here. */
  readonly monotonic?: () => number;
}

/** How long timers may run before the event loop serves sockets again. */
const slice = 10;

/**
 * A clock that no jump of the wall clock moves. While a timer runs, `now` is the instant it was due, and time never passes a
 * timer that has not run: a busy machine makes the simulation late, never different.
 */
export function createSimClock({
  speed: initial = 1,
  start = Date.now(),
  monotonic = () => performance.now(),
}: SimClockOptions = {}): SimClock {
  const queue = createTimerQueue();
  let speed = clamp(initial);
  let base = start;
  let wallBase = monotonic();
  let shown = start;
  let running: number | null = null;
  let wake: NodeJS.Timeout | null = null;
  let stopped = false;

  const elapsed = () => base + (monotonic() - wallBase) * speed;

  function now(): number {
    if (running !== null) return running;
    shown = Math.max(shown, Math.min(elapsed(), queue.earliest() ?? Infinity));
    return shown;
  }

  function schedule(soon = false): void {
    if (wake) clearTimeout(wake);
    wake = null;
    const due = queue.earliest();
    if (stopped || due === null) return;
    wake = setTimeout(runDue, soon ? 0 : Math.min(Math.max(0, Math.ceil((due - elapsed()) / speed)), 60_000));
  }

  function runDue(): void {
    const until = elapsed();
    const end = monotonic() + slice;
    try {
      for (let due = queue.earliest(); due !== null && due <= until && !stopped; due = queue.earliest()) {
        if (monotonic() > end) return;
        running = Math.max(due, shown);
        shown = running;
        queue.takeEarliest()?.();
      }
    } finally {
      running = null;
      schedule();
    }
  }

  return {
    now,
    speed: () => speed,
    setSpeed(next) {
      base = elapsed();
      wallBase = monotonic();
      speed = clamp(next);
      schedule();
    },
    after(ms, run) {
      const due = now() + Math.max(0, Number.isFinite(ms) ? ms : 0);
      const first = queue.earliest();
      const cancel = queue.add(due, run);
      // Timers added while timers run are looked at when the run is over.
      if (running === null && (first === null || due < first)) schedule();
      return { cancel };
    },
    stop() {
      stopped = true;
      if (wake) clearTimeout(wake);
      queue.clear();
    },
  };
}

function clamp(speed: number): number {
  return Number.isFinite(speed) ? Math.min(100, Math.max(1, speed)) : 1;
}
