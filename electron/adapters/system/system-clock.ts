import type { Clock } from '#core/ports/clock.ts';

/** The machine's own clock. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        // A timer would cost a whole millisecond.
        if (ms <= 0) return void setImmediate(resolve);
        const over = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', over);
          resolve();
        };
        const timer = setTimeout(over, ms);
        signal?.addEventListener('abort', over);
      }),
  };
}
