import type { HoldFacts } from '#shared/domain/incidents/seen-at-hold.ts';
import { dialOf } from '#shared/domain/rollouts/dial.ts';
import type { Needle } from '#shared/domain/rollouts/figure.ts';
import { currentLabel, stableLabel } from '#shared/domain/rollouts/requested.ts';
import { healthOf } from '#shared/domain/rollouts/version-health.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { FleetReadModel, HealthsReadModel, RatesReadModel } from '../rollouts/read-model.ts';
import type { KeptPlan } from './plan.ts';

export interface SeenNeeds {
  readonly fleet: Pick<FleetReadModel, 'latest'>;
  readonly rates: Pick<RatesReadModel, 'latest'>;
  readonly healths: Pick<HealthsReadModel, 'latest'>;
}

/**
 * What the desk showed when a rollback was held, each figure with its age: nothing is asked for now, so it costs the rollback nothing.
 * The needles are those of the plan where nothing newer is known.
 */
export function seenAtHold({ fleet, rates, healths }: SeenNeeds, { plan }: KeptPlan, before: Workload, at: number): HoldFacts {
  const watched = fleet.latest(plan.target);
  const now = dialOf({ workload: before, routes: [], rates: rates.latest(plan.target), clusterAt: watched?.aliveAt ?? plan.at });
  return {
    at,
    dial: {
      requested: watched === null ? plan.dial.requested : now.requested,
      accepted: plan.dial.accepted,
      observed: newer(plan.dial.observed, now.observed),
    },
    health: healthOf(before, healths.latest(plan.target)),
    current: currentLabel(before),
    stable: stableLabel(before),
  };
}

function newer(one: Needle, other: Needle): Needle {
  return (other.at ?? 0) > (one.at ?? 0) ? other : one;
}
