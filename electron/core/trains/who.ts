import type { Actor } from '#shared/domain/audit/entry.ts';
import type { Person } from '#shared/domain/trains/decision.ts';
import type { Plan } from '#shared/domain/trains/events.ts';
import { actingContext } from '../acting-context.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { PolicyReadModel } from '../policy/read-model.ts';

/** Who asks, by the cluster this train goes to first, and the roles the team's file gives them. A cluster that does not say names nobody. */
export interface Asking {
  readonly person: Person;
  readonly actor: Actor;
  /** For people: where the roles come from, or why there are none. */
  readonly why: string;
}

export type WhoAsks = (plan: Plan | null, signal: AbortSignal) => Promise<Asking>;

/** Where a train goes first: its cluster's word on who asks counts. */
export function firstContext(services: Plan['services']): string | null {
  return Object.values(services)[0]?.targets[0]?.context ?? null;
}

export function createWhoAsks(clusters: Ports['clusters'], registry: Registry, policy: PolicyReadModel): WhoAsks {
  return async (plan, signal) => {
    const named = firstContext(plan?.services ?? {});
    const cluster = named === null ? null : await registry.clusterOf(await actingContext(clusters, named));
    const identity = cluster?.ok === true ? await cluster.value.identity(signal) : null;
    const known = identity?.ok === true ? identity.value : null;
    const { roles, why } = await policy.rolesOf(known);
    const actor: Actor =
      known === null
        ? { name: `unknown${identity?.ok === false ? ` (${identity.error.kind})` : ''}`, source: 'unknown' }
        : { name: known.name, source: known.source };
    return { person: { name: actor.name, roles: known === null ? [] : roles }, actor, why };
  };
}
