import type { Clusters } from '#core/ports/cluster.ts';
import { ok } from '#shared/contract/result.ts';

/** --context NAME: that one is the current context, in place of what the kubeconfig says. An unknown name leaves none current. */
export function withCurrentContext(clusters: Clusters, context: string | null): Clusters {
  if (context === null) return clusters;
  return {
    ...clusters,
    async contexts() {
      const known = await clusters.contexts();
      return known.ok ? ok(known.value.map((info) => ({ ...info, current: info.name === context }))) : known;
    },
  };
}
