import type { Octokit } from '@octokit/rest';
import type { CiHealth, CiReading } from '#core/ports/ci.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Secrets } from '#core/ports/secrets.ts';
import { type Failure, fail, ok, type Result } from '#shared/contract/result.ts';
import { createAllowance } from './allowance.ts';
import { makeConditional } from './conditional.ts';
import type { OctokitNeeds } from './create-octokit.ts';
import { type Asked, exhausted, failureOf } from './failure.ts';
import { pollPeriodMs } from './pace.ts';
import type { GithubSettings } from './settings.ts';

export interface AskingNeeds {
  readonly settings: GithubSettings;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  /** Certificates (PEM) to trust in place of the usual ones, as they are now; null: the usual ones. */
  readonly authorities?: () => readonly string[] | null;
  /** Tests are in a hurry. */
  readonly deadlineMs?: number;
  readonly retryAfterMs?: number;
}

/** One question may take several requests; `still` is asked between them. */
export interface Question {
  readonly octokit: Octokit;
  readonly asked: Asked;
  readonly request: { readonly signal: AbortSignal };
  /** null: go on. */
  readonly still: () => Failure | null;
}

export interface Asking {
  health(): CiHealth;
  /** `what` names it in our sentences. Whatever Octokit throws becomes a Failure here. */
  ask<T>(what: string, signal: AbortSignal, work: (question: Question) => Promise<Result<T>>): Promise<Result<CiReading<T>>>;
}

/** One GitHub, one token: sends nothing before the first question, and nothing while the allowance is used up. */
export function createAsking(needs: AskingNeeds): Asking {
  const { settings, secrets, clock, log, authorities = () => null, deadlineMs = 30_000, retryAfterMs = 1_000 } = needs;
  const { baseUrl, proxy } = settings;
  const host = new URL(baseUrl).host;
  const allowance = createAllowance(clock);
  let client: { token: string; trusted: readonly string[] | null; octokit: Octokit } | null = null;
  let aliveAt: number | null = null;
  let movedAt: number | null = null;
  let problem: Failure | null = null;

  function octokitFor(token: string, createOctokit: (needs: OctokitNeeds) => Octokit): Octokit {
    const trusted = authorities();
    if (client?.token === token && client.trusted === trusted) return client.octokit;
    const octokit = createOctokit({ baseUrl, token, proxy, trusted, log, retryAfterMs });
    makeConditional(octokit, (status, headers, words, moved) => {
      allowance.note(status, headers, words);
      if (moved) movedAt = clock.now();
      if (status < 400) aliveAt = clock.now();
    });
    allowance.forget();
    client = { token, trusted, octokit };
    return octokit;
  }

  const still = (): Failure | null => {
    const wait = allowance.waitSeconds();
    return wait === null ? null : exhausted(host, wait);
  };

  async function token(): Promise<Result<string>> {
    const found = await secrets.get('github-token');
    if (!found.ok) return found;
    if (found.value !== null) return ok(found.value);
    const where = await secrets.where('github-token');
    const looked = where.kind === 'none' ? 'RCC_GITHUB_TOKEN, GITHUB_TOKEN' : where.text;
    return fail('unauthenticated', `There is no token for GitHub (${host}): ${looked} holds none. Set one.`);
  }

  async function attempt<T>(what: string, signal: AbortSignal, work: (question: Question) => Promise<Result<T>>): Promise<Result<T>> {
    const held = await token();
    if (!held.ok) return held;
    // Only a desk with a token needs GitHub's library, which takes long to read.
    const { createOctokit } = await import('./create-octokit.ts');
    const octokit = octokitFor(held.value, createOctokit);
    const refused = still();
    if (refused !== null) return { ok: false, error: refused };
    const asked: Asked = { host, what, tokenFrom: (await secrets.where('github-token')).text };
    // Ended by us, not by AbortSignal.timeout: its error would be taken for a broken connection and tried again.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), deadlineMs);
    const both = AbortSignal.any([signal, late.signal]);
    try {
      const ended = new Promise<'ended'>((resolve) => both.addEventListener('abort', () => resolve('ended'), { once: true }));
      const working = work({ octokit, asked, request: { signal: both }, still });
      const first = await Promise.race([working, ended]);
      if (first !== 'ended') return first;
      working.catch(() => undefined);
      return gaveUp(signal);
    } catch (error) {
      return both.aborted ? gaveUp(signal) : failureOf(error, asked, allowance.waitSeconds());
    } finally {
      clearTimeout(timer);
    }
  }

  function gaveUp(signal: AbortSignal): Result<never> {
    if (signal.aborted) return fail('cancelled', `The question to ${host} was cancelled.`);
    return fail('unreachable', `GitHub (${host}) did not answer within ${deadlineMs / 1_000} s.`);
  }

  return {
    health() {
      const { limit, remaining, resetAt } = allowance.state();
      const periodMs = pollPeriodMs({ now: clock.now(), movedAt, limit, remaining, resetAt });
      return { source: `GitHub ${host}`, aliveAt, periodMs, remaining, resetAt, problem };
    },
    async ask(what, signal, work) {
      if (signal.aborted) return gaveUp(signal);
      const at = clock.now();
      const answer = await attempt(what, signal, work);
      if (answer.ok) problem = null;
      else if (answer.error.kind !== 'cancelled') problem = answer.error;
      return answer.ok ? ok({ value: answer.value, at }) : answer;
    },
  };
}
