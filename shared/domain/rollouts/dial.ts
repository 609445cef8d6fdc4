import { acceptedShare } from './accepted.ts';
import { clusterPeriodMs, type Dial, metricsPeriodMs } from './figure.ts';
import { observedShare, type RatesReading } from './observed.ts';
import { requestedShare } from './requested.ts';
import type { RouteReading, Workload } from './workload.ts';

export interface DialInput {
  readonly workload: Workload;
  /** Routes as last read; empty when none were, or there are none. */
  readonly routes: readonly RouteReading[];
  readonly rates: RatesReading;
  /** When the cluster last vouched for the workload, epoch ms. */
  readonly clusterAt: number | null;
}

/** The three needles. Each is the share of the version in spec.template, in percent; null is "cannot be said" and its note says why. */
export function dialOf({ workload, routes, rates, clusterAt }: DialInput): Dial {
  const requested = requestedShare(workload);
  const { at: readAt, ...accepted } = acceptedShare(workload, routes, requested.percent);
  return {
    requested: { ...requested, at: clusterAt, periodMs: clusterPeriodMs },
    accepted: { ...accepted, at: readAt ?? clusterAt, periodMs: clusterPeriodMs },
    observed: { ...observedShare(workload, rates), periodMs: metricsPeriodMs },
  };
}
