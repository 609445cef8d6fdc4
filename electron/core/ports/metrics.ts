import type { Result } from '#shared/contract/result.ts';
import type { MetricsTest } from '#shared/domain/connections/metrics-test.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { VersionFigures } from '#shared/domain/rollouts/version-health.ts';

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

/** How each asked version answers, all from one question. What a version has no series for is null: unknown, never 0. */
export interface VersionHealth {
  /** By pod hash. */
  readonly byHash: ReadonlyMap<string, VersionFigures>;
  /** When the metric server evaluated the query (epoch ms). */
  readonly at: number;
  /** For people: `prometheus, 1 m`. */
  readonly source: string;
  /** Length of the window of rates and latencies, milliseconds. */
  readonly windowMs: number;
  /** The server's own, and what is not asked for because no query is set. */
  readonly warnings: readonly string[];
}

/** The figures of each version at each point of a range. A gap is a point of unknown figures. */
export interface HealthSeries {
  /** By pod hash: one entry for each of `at`. */
  readonly byHash: ReadonlyMap<string, readonly VersionFigures[]>;
  /** Epoch ms, evenly apart. */
  readonly at: readonly number[];
  readonly source: string;
  /** Length of the window of rates, milliseconds; a minute where it is not said. */
  readonly windowMs?: number;
}

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
}

export interface Sample {
  readonly at: number;
  readonly value: number | null;
}

/** The answer to a query of one number, and when the server evaluated it (epoch ms). */
export interface SingleValue {
  readonly value: number | null;
  readonly at: number;
  readonly source: string;
}

/** A metrics server. Which query means "request rate of this version" is its configuration. */
export interface Metrics {
  /** Which series the queries of a context find, asked now. Namespace null: in all of them. Errors: the server's, whole. */
  test(context: string, namespace: string | null, signal: AbortSignal): Promise<Result<MetricsTest>>;
  /**
   * One number, from a query of the team's own, at this instant. null: no series, or a value that is no number. More than one
   * series is `invalid`: which of them is meant is not ours to guess.
   */
  value(context: string, query: string, signal: AbortSignal): Promise<Result<SingleValue>>;
  /** Null: no metric server is configured for this context. */
  sourceOf(context: string): string | null;
  requestRates(target: Target, hashes: readonly string[], signal: AbortSignal): Promise<Result<RequestRates>>;
  /** Requests, errors and latencies of each version. */
  versionHealth(target: Target, hashes: readonly string[], signal: AbortSignal): Promise<Result<VersionHealth>>;
  /** The same figures over a range: how they came to be what they are. */
  versionHealthSeries(target: Target, hashes: readonly string[], range: Range, signal: AbortSignal): Promise<Result<HealthSeries>>;
  /** Requests a second of one version over a range, for the clock of a rollback. `stepSeconds` apart. */
  requestRateSeries(
    target: Target,
    hash: string,
    range: { from: number; to: number; stepSeconds: number },
    signal: AbortSignal,
  ): Promise<Result<readonly Sample[]>>;
}
