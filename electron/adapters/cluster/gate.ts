import type { Clock } from '#core/ports/clock.ts';

/** Holds whoever comes, until it is opened once and for all. */
export interface Gate {
  readonly open: () => void;
  /** Resolves when the gate is open. The first who waits starts the time after which it opens by itself. */
  readonly passed: () => Promise<void>;
}

/** Opens by itself `longestMs` after somebody began to wait, and when `signal` fires. */
export function createGate(clock: Clock, longestMs: number, signal: AbortSignal): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waitedFor = false;
  return {
    open: resolve,
    passed() {
      if (!waitedFor) void clock.sleep(longestMs, signal).then(resolve);
      waitedFor = true;
      return promise;
    },
  };
}
