import type { Failure } from '#shared/contract/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { Metrics, RequestRates, VersionHealth } from '../ports/metrics.ts';
import { createMetricReadings, type MetricReadings } from './metric-readings.ts';

/** Request rates of workloads somebody looks at. */
export interface Rates extends MetricReadings<RequestRates> {
  /** When this context's metric server last answered, and what it said if it did not. */
  healthOf(context: string): { at: number | null; error: Failure | null };
}

export function createRates(metrics: Pick<Metrics, 'sourceOf' | 'requestRates'>, clock: Clock): Rates {
  const health = new Map<string, { at: number | null; error: Failure | null }>();
  const readings = createMetricReadings<RequestRates>(
    {
      sourceOf: metrics.sourceOf,
      async ask(target, hashes, signal) {
        const rates = await metrics.requestRates(target, hashes, signal);
        const before = health.get(target.context)?.at ?? null;
        // A question nobody waits for any more is no failure of the metric server.
        if (!rates.ok && rates.error.kind === 'cancelled') return rates;
        health.set(target.context, rates.ok ? { at: rates.value.at, error: null } : { at: before, error: rates.error });
        return rates;
      },
    },
    clock,
  );
  return { ...readings, healthOf: (context) => health.get(context) ?? { at: null, error: null } };
}

/** How the versions of workloads somebody looks at answer: requests, errors, latencies. */
export type VersionHealths = MetricReadings<VersionHealth>;

export function createVersionHealths(metrics: Pick<Metrics, 'sourceOf' | 'versionHealth'>, clock: Clock): VersionHealths {
  return createMetricReadings<VersionHealth>({ sourceOf: metrics.sourceOf, ask: metrics.versionHealth }, clock);
}
