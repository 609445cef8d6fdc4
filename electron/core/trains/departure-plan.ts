import type { LegPlan } from '#shared/domain/trains/events.ts';
import type { Train } from '#shared/domain/trains/train.ts';
import { reasonAgainst } from '#shared/domain/rollouts/availability.ts';
import { actingContext } from '../acting-context.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';

/** Where everybody goes, and what in the clusters stands in the way, each in a sentence. */
export type DeparturePlan = (train: Train, signal: AbortSignal) => Promise<{ legs: LegPlan[]; obstacles: string[] }>;

export function createDeparturePlan({ clusters }: Pick<Ports, 'clusters'>, registry: Registry): DeparturePlan {
  async function obstacleOf({ service, region, target }: LegPlan, signal: AbortSignal): Promise<string[]> {
    const cluster = await registry.clusterOf(target.context);
    const workload = cluster.ok ? await cluster.value.read(target, signal) : cluster;
    if (!cluster.ok || !workload.ok) return [`${service} in ${region} cannot be read: ${workload.ok ? '' : workload.error.message}`];
    const rights = await cluster.value.rights(target.namespace, signal);
    const reason = reasonAgainst('set-image', workload.value, rights.ok ? rights.value : null);
    return reason === null ? [] : [`${service} in ${region}: ${reason}.`];
  }

  return async (train, signal) => {
    const legs: LegPlan[] = [];
    for (const { service } of train.manifest ?? [])
      for (const { region, context, container = null, namespace, kind, name } of train.plan.services[service]?.targets ?? [])
        legs.push({ service, region, container, target: { context: await actingContext(clusters, context), namespace, kind, name } });
    const obstacles = await Promise.all(legs.map((leg) => obstacleOf(leg, signal)));
    return { legs, obstacles: obstacles.flat() };
  };
}
