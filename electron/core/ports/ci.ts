import type { Failure, Result } from '#shared/contract/result.ts';
import type { CiApproval, CiCheck, CiDeployment, CiJob, CiRange, CiRun } from '#shared/domain/trains/ci.ts';

/** A reading and when the source last vouched for it (a 304 vouches): epoch ms. */
export interface CiReading<T> {
  readonly value: T;
  readonly at: number;
}

/** How the source stands: last answer, last failure, and what is left of its allowance. */
export interface CiHealth {
  readonly source: string;
  readonly aliveAt: number | null;
  /** Present period between polls: longer when nothing moves or the allowance runs low. Milliseconds. */
  readonly periodMs: number;
  readonly remaining: number | null;
  readonly resetAt: number | null;
  /** The last failure, until the source answers again. */
  readonly problem: Failure | null;
}

/**
 * A CI system. Repositories are `owner/name`. Every call obeys the source's rate limit: exhausted is `rate-limited` with
 * `retryAfterSeconds`, at once and without a request. Reads are conditional where the source can (ETag).
 */
export interface Ci {
  /** null: no CI is configured. */
  health(): CiHealth | null;
  /** Newest first. */
  runs(repository: string, query: { commit?: string; branch?: string }, signal: AbortSignal): Promise<Result<CiReading<readonly CiRun[]>>>;
  jobs(repository: string, runId: string, signal: AbortSignal): Promise<Result<CiReading<readonly CiJob[]>>>;
  checks(repository: string, commit: string, signal: AbortSignal): Promise<Result<CiReading<readonly CiCheck[]>>>;
  /** The newest, newest first, each with how it ended. */
  deployments(
    repository: string,
    query: { environment?: string; commit?: string },
    signal: AbortSignal,
  ): Promise<Result<CiReading<readonly CiDeployment[]>>>;
  /** Changes from one commit (exclusive) to another (inclusive), oldest first. */
  compare(repository: string, from: string, to: string, signal: AbortSignal): Promise<Result<CiReading<CiRange>>>;
  approvals(repository: string, runId: string, signal: AbortSignal): Promise<Result<CiReading<readonly CiApproval[]>>>;
  /** Approves or rejects; only where `mayApprove`. The comment is required by the source. `not-found`/`invalid` when the approval expired upstream. */
  review(
    repository: string,
    runId: string,
    review: { environmentIds: readonly string[]; state: 'approved' | 'rejected'; comment: string },
    signal: AbortSignal,
  ): Promise<Result<void>>;
}
