import type { Ci } from '#core/ports/ci.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { createSecrets } from '../../secrets/secrets.ts';
import { createGithubCi } from '../github-ci.ts';
import { GithubSettings } from '../settings.ts';

/** The adapter on a loopback server, in a hurry. */
export function ciOn(
  baseUrl: string,
  over: { token?: string | undefined; clock?: Clock; log?: Log; deadlineMs?: number; proxy?: string } = {},
): Ci {
  const { token = 'ghp_test0123456789', clock, log, deadlineMs = 10_000, proxy } = over;
  return createGithubCi({
    settings: GithubSettings.parse({ baseUrl, ...(proxy === undefined ? {} : { proxy }) }),
    secrets: createSecrets({ sources: {}, env: { RCC_GITHUB_TOKEN: token }, osStore: null }),
    clock: clock ?? { now: Date.now, monotonic: () => performance.now(), sleep: async () => {} },
    log: log ?? { debug() {}, info() {}, warn() {}, error() {} },
    deadlineMs,
    retryAfterMs: 1,
  });
}
