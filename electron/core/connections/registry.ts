import type { Identity } from '#shared/domain/policy/rights.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster, Clusters } from '../ports/cluster.ts';
import type { Registry } from './read-model.ts';

export function createRegistry(
  clusters: Clusters,
  clock: Clock,
  onFirstAnswer: (cluster: Cluster) => Promise<void>,
  track: (work: Promise<void>) => void,
): Registry {
  const identities = createLiveChannel<Identity>(clock);
  const answered = new Set<string>();

  async function firstAnswer(context: string): Promise<void> {
    const cluster = await clusters.cluster(context);
    if (!cluster.ok) return;
    const closing = onFirstAnswer(cluster.value);
    const identity = await cluster.value.identity(new AbortController().signal);
    if (identity.ok) identities.set(context, identity.value);
    await closing;
  }

  return {
    clusterOf: (context) => clusters.cluster(context),
    noteAlive(context) {
      if (answered.has(context)) return;
      answered.add(context);
      track(firstAnswer(context));
    },
    async actorOn(cluster, signal) {
      const identity = await cluster.identity(signal);
      if (!identity.ok) return { name: `unknown (${identity.error.kind})`, source: 'unknown' };
      identities.set(cluster.context, identity.value);
      return { name: identity.value.name, source: identity.value.source };
    },
    identities,
  };
}
