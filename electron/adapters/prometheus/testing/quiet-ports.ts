import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';

export const quietLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A clock that stands still, so that a test can name the time it expects. */
export function clockAt(now: number): Clock {
  return { now: () => now, monotonic: () => now, sleep: () => Promise.resolve() };
}
