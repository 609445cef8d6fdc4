import type { Clock } from '#core/ports/clock.ts';
import { fail, type Result } from '#shared/contract/result.ts';
import type { ExecCredential } from '../exec/exec-credential.ts';

export interface ExecSource {
  /** The held credential while it is good, else a new one. Callers who come together share one run. */
  current(signal: AbortSignal): Promise<Result<ExecCredential>>;
  /** The server refused `used` (401). True where the next `current` brings another one. */
  refused(used: ExecCredential): boolean;
  dispose(): void;
}

const longestEarlyMs = 60_000;
const refusedEveryMs = 10_000;

/** Holds what a plugin gave until shortly before it expires (a fifth of its life, a minute at most). */
export function createExecSource(run: (signal: AbortSignal) => Promise<Result<ExecCredential>>, clock: Clock): ExecSource {
  const closing = new AbortController();
  let held: { credential: ExecCredential; freshUntil: number } | null = null;
  let running: Promise<Result<ExecCredential>> | null = null;
  let lastRefused = Number.NEGATIVE_INFINITY;

  async function renew(): Promise<Result<ExecCredential>> {
    const result = await run(closing.signal);
    running = null;
    if (!result.ok) return result;
    const { expiresAt } = result.value;
    const now = clock.now();
    const early = expiresAt === null ? 0 : Math.min(longestEarlyMs, (expiresAt - now) / 5);
    held = { credential: result.value, freshUntil: expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - early };
    return result;
  }

  return {
    async current(signal) {
      if (held && clock.now() < held.freshUntil) return { ok: true, value: held.credential };
      running ??= renew();
      // The run is everybody's: one caller's cancelling ends that caller's waiting only.
      return await Promise.race([running, cancelled(signal)]);
    },
    refused(used) {
      if (held?.credential !== used) return true;
      if (clock.monotonic() - lastRefused < refusedEveryMs) return false;
      lastRefused = clock.monotonic();
      held = null;
      return true;
    },
    dispose: () => closing.abort(),
  };
}

function cancelled(signal: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    const give = () => resolve(fail('cancelled', 'Cancelled while the credential plugin ran.'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
