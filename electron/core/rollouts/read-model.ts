import type { Failure } from '#shared/contract/result.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Fleet, FleetStatus, Raised } from './fleet.ts';
import type { Rates, VersionHealths } from './rates.ts';

/** What other features may ask of the rollouts feature. */
export interface FleetReadModel {
  statusOf(context: string): FleetStatus | null;
  metricsOf(context: string): { at: number | null; error: Failure | null };
  /** A workload as watched now, if its watch is alive. */
  latest(target: Target): { workload: Workload; aliveAt: number } | null;
  /** When this desk's list raised a workload as degraded. */
  raised(target: Target): readonly Raised[];
  /** Connects a context's watches anew at once. */
  reconnect(context: string): void;
  /** Says something whenever a status changed, and at least every `heartbeatMs`. */
  changes(signal: AbortSignal, heartbeatMs: number): AsyncIterable<unknown>;
}

export function fleetReadModel(fleet: Fleet, rates: Rates): FleetReadModel {
  return {
    statusOf: (context) => fleet.statuses.get(context) ?? null,
    metricsOf: (context) => rates.healthOf(context),
    latest: (target) => fleet.latest(target),
    raised: (target) => fleet.raised(target),
    reconnect: (context) => fleet.reconnect(context),
    changes: (signal, heartbeatMs) => fleet.statuses.subscribe(signal, { heartbeatMs }),
  };
}

/** Request rates for features that need them; asks the metric server when the last answer is older than `maxAgeMs`. */
export type RatesReadModel = Pick<Rates, 'refresh' | 'latest'>;

/** How versions answer, for features that need it. */
export type HealthsReadModel = Pick<VersionHealths, 'refresh' | 'latest'>;
