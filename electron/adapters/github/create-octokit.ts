import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { EnvHttpProxyAgent, fetch, type RequestInit } from 'undici';
import type { Log } from '#core/ports/log.ts';

/** The desk sets its own requests free only as its people see fit: a limit is said, never sat out in silence. */
const notByItself = () => false;
/** What a second try cannot mend. */
const final = [400, 401, 403, 404, 409, 410, 422, 429, 451];

export interface OctokitNeeds {
  readonly baseUrl: string;
  readonly token: string;
  /** A proxy for every request; without it, those of the environment. */
  readonly proxy: string | undefined;
  /** Certificates (PEM) to trust in place of the usual ones; null: the usual ones. */
  readonly trusted: readonly string[] | null;
  readonly log: Log;
  /** Milliseconds the first retry waits; tests are in a hurry. */
  readonly retryAfterMs: number;
}

const largestAnswer = 32 * 1_024 * 1_024;

/** GitHub's own client: at most 10 requests at a time, writes a second apart, 5xx and broken connections tried twice more. */
export function createOctokit({ baseUrl, token, proxy, trusted, log, retryAfterMs }: OctokitNeeds): Octokit {
  const tls = trusted === null ? {} : { ca: [...trusted] };
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: 10_000, ...tls },
    requestTls: tls,
    maxResponseSize: largestAnswer,
    ...(proxy === undefined ? {} : { httpProxy: proxy, httpsProxy: proxy }),
  });
  const Client = Octokit.plugin(throttling, retry);
  return new Client({
    baseUrl,
    auth: token,
    userAgent: 'release-command-center',
    request: { fetch: (url: string, init: RequestInit) => fetch(url, { ...init, dispatcher }) },
    throttle: { id: baseUrl, onRateLimit: notByItself, onSecondaryRateLimit: notByItself },
    retry: { retries: 2, doNotRetry: final, retryAfterBaseValue: retryAfterMs },
    // `debug` is told of whole requests with their headers; the others of a method, a path and a status.
    log: {
      debug: () => {},
      info: (line: string) => log.debug(`github: ${line}`),
      warn: (line: string) => log.debug(`github: ${line}`),
      error: (line: string) => log.debug(`github: ${line}`),
    },
  });
}
