import type { Result } from '#shared/contract/result.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';

/** Requests a second of each asked version. A version without series is null: unknown, never 0. */
export interface RequestRates {
  /** By pod hash. */
  readonly byHash: ReadonlyMap<string, number | null>;
  /** When the metric server evaluated the query (epoch ms). */
  readonly at: number;
  /** For people: `request rate, 1 m`. */
  readonly source: string;
  /** Length of the rate's window, milliseconds: sooner than this after a weight changed, a share mixes before and after. */
  readonly windowMs: number;
  readonly warnings: readonly string[];
}

export interface Sample {
  readonly at: number;
  readonly value: number | null;
}

/** A metrics server. Which query means "request rate of this version" is its configuration. */
export interface Metrics {
  /** Null: no metric server is configured for this context. */
  sourceOf(context: string): string | null;
  requestRates(target: Target, hashes: readonly string[], signal: AbortSignal): Promise<Result<RequestRates>>;
  /** Requests a second of one version over a range, for the clock of a rollback. `stepSeconds` apart. */
  requestRateSeries(
    target: Target,
    hash: string,
    range: { from: number; to: number; stepSeconds: number },
    signal: AbortSignal,
  ): Promise<Result<readonly Sample[]>>;
}
