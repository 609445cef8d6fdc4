import type { Clock } from '#core/ports/clock.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { Liveness } from '../transport/liveness.ts';

export interface Freshness {
  /** The stream's own connection stands (or the first list is under way): a probe's answer now vouches for it. */
  opened(): void;
  /** Bytes of the stream arrived. `told`: the reader gets an event of its own for it. */
  heard(told: boolean): void;
  /** The stream's own connection is gone. `now`: the reader must know at once, not after the silence has lasted. */
  broken(error: Failure, now: boolean): void;
  /** The server ended the stream in peace; the next one is on its way. */
  closed(): void;
  /** Resolves when the server answers a probe again after it did not, or with the signal. */
  recovered(signal: AbortSignal): Promise<void>;
}

type Told =
  | { readonly type: 'alive'; readonly at: number }
  | { readonly type: 'silent'; readonly error: Failure; readonly since: number; readonly at: number };

/**
 * Two probes missed (each every 2 s, given up after 2 s), and 0.8 s left for the way to the screen below the five that a
 * reader may be left believing in an old figure.
 */
const silentAfterMs = 4_200;

/** The freshness clock of one stream: tells `alive` and `silent` until the signal fires. */
export function createFreshness(liveness: Liveness, clock: Clock, tell: (told: Told) => void, signal: AbortSignal): Freshness {
  let open = false;
  let silent = false;
  let lastSign = { at: clock.now(), mono: clock.monotonic() };
  let ownError: Failure | null = null;
  let probeError: Failure | null = null;
  const waiting = new Set<() => void>();

  function sign(told: boolean): void {
    lastSign = { at: clock.now(), mono: clock.monotonic() };
    ownError = null;
    if (!told || silent) tell({ type: 'alive', at: lastSign.at });
    silent = false;
  }

  function fallSilent(): void {
    const error = (open ? probeError : (ownError ?? probeError)) ?? { kind: 'unreachable', message: 'The cluster gives no sign of life.' };
    silent = true;
    tell({ type: 'silent', error, since: lastSign.at, at: clock.now() });
  }

  async function guard(): Promise<void> {
    while (!signal.aborted) {
      const left = lastSign.mono + silentAfterMs - clock.monotonic();
      if (left <= 0 && !silent) fallSilent();
      await clock.sleep(left <= 0 ? silentAfterMs / 10 : left, signal);
    }
  }

  const unsubscribe = liveness.subscribe((pulse) => {
    const returned = pulse.alive && probeError !== null;
    probeError = pulse.alive ? null : pulse.error;
    if (pulse.alive && open) sign(false);
    if (returned) for (const resolve of waiting) resolve();
  });
  signal.addEventListener('abort', unsubscribe, { once: true });
  if (signal.aborted) unsubscribe();
  void guard();

  return {
    opened() {
      open = true;
    },
    heard: sign,
    broken(error, now) {
      open = false;
      const changed = silent && ownError?.message !== error.message;
      ownError = error;
      if ((now && !silent) || changed) fallSilent();
    },
    closed() {
      open = false;
    },
    recovered(until) {
      return new Promise((resolve) => {
        const done = () => {
          waiting.delete(done);
          until.removeEventListener('abort', done);
          resolve();
        };
        waiting.add(done);
        until.addEventListener('abort', done, { once: true });
        if (until.aborted) done();
      });
    },
  };
}
