import type { Result } from '#shared/contract/result.ts';
import type { Actor } from '#shared/domain/audit/entry.ts';
import type { Identity } from '#shared/domain/policy/rights.ts';
import { createLiveChannel, type LiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster, Clusters } from '../ports/cluster.ts';

/**
 * Who we are on each cluster, and the moment a cluster first answers. A cluster is connected when somebody looks at it;
 * the first answer of this process is when the audit log's orphans of that cluster can be reconciled.
 */
export interface Registry {
  clusterOf(context: string): Promise<Result<Cluster>>;
  /** Something of this cluster answered. Cheap; call it as often as you like. */
  noteAlive(context: string): void;
  /** The cluster's own word for us. A cluster that does not say never stops a rollback: the actor is then `unknown`. */
  actorOn(cluster: Cluster, signal: AbortSignal): Promise<Actor>;
  readonly identities: LiveChannel<Identity>;
}

export function createRegistry(clusters: Clusters, clock: Clock, onFirstAnswer: (cluster: Cluster) => void): Registry {
  const identities = createLiveChannel<Identity>(clock);
  const answered = new Set<string>();

  async function noteAlive(context: string): Promise<void> {
    if (answered.has(context)) return;
    answered.add(context);
    const cluster = await clusters.cluster(context);
    if (!cluster.ok) return;
    onFirstAnswer(cluster.value);
    const identity = await cluster.value.identity(new AbortController().signal);
    if (identity.ok) identities.set(context, identity.value);
  }

  return {
    clusterOf: (context) => clusters.cluster(context),
    noteAlive: (context) => void noteAlive(context),
    async actorOn(cluster, signal) {
      const identity = await cluster.identity(signal);
      if (!identity.ok) return { name: `unknown (${identity.error.kind})`, source: 'unknown' };
      identities.set(cluster.context, identity.value);
      return { name: identity.value.name, source: identity.value.source };
    },
    identities,
  };
}
