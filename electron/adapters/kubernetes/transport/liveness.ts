import type { Clock } from '#core/ports/clock.ts';
import type { Failure, Result } from '#shared/contract/result.ts';

/** What one probe found, and when it was known (epoch ms). */
export type Pulse = { readonly alive: true; readonly at: number } | { readonly alive: false; readonly error: Failure; readonly at: number };

export interface Liveness {
  /** Tells every probe's outcome until the returned function is called. The loop runs while anybody listens. */
  subscribe(listener: (pulse: Pulse) => void): () => void;
}

const everyMs = 2_000;

/** One probe loop per cluster, shared by everybody who watches it. `probe` has its own deadline. */
export function createLiveness(probe: (signal: AbortSignal) => Promise<Result<void>>, clock: Clock): Liveness {
  const listeners = new Set<(pulse: Pulse) => void>();
  let running: AbortController | null = null;

  async function loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const startedAt = clock.monotonic();
      const result = await probe(signal);
      if (signal.aborted) return;
      const at = clock.now();
      for (const listener of listeners) listener(result.ok ? { alive: true, at } : { alive: false, error: result.error, at });
      await clock.sleep(Math.max(0, everyMs - (clock.monotonic() - startedAt)), signal);
    }
  }

  return {
    subscribe(listener) {
      const own = (pulse: Pulse) => listener(pulse);
      listeners.add(own);
      if (running === null) {
        running = new AbortController();
        void loop(running.signal);
      }
      return () => {
        listeners.delete(own);
        if (listeners.size > 0 || running === null) return;
        running.abort();
        running = null;
      };
    },
  };
}
