import type { Clock } from '#core/ports/clock.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import { collectBody } from './answer.ts';
import type { ExchangeHandler } from './exchange.ts';
import { statusFailure } from './status-failure.ts';
import type { Peer, Times } from './timed-exchange.ts';

// Whether this user may read /version is another question; the server answered.
const refusals = new Set([401, 403, 429]);

/** Asks the API server for a sign of life: GET /version, and /livez where that is not served. */
export function createProbe(
  get: (path: string, handler: ExchangeHandler, signal: AbortSignal) => Promise<Result<Times>>,
  peer: Peer,
  clock: Clock,
) {
  return async (signal: AbortSignal): Promise<Result<void>> => {
    let last: Result<void> = ok(undefined);
    for (const path of ['/version', '/livez']) {
      const collected = collectBody();
      const times = await get(path, collected, signal);
      if (!times.ok) return times;
      const answer = collected.answer();
      if ((answer.status >= 200 && answer.status < 300) || refusals.has(answer.status)) return ok(undefined);
      last = { ok: false, error: statusFailure(answer, peer.server, peer.source, clock.now()) };
    }
    return last;
  };
}
