import type { Entry, Kubeconfig } from './kubeconfig.ts';

/**
 * kubectl's merge: the first file to name a cluster, user or context wins it whole (no mixing of fields),
 * and the first to set current-context wins that.
 */
export function mergeKubeconfigs(configs: readonly Kubeconfig[]): Kubeconfig {
  return {
    files: configs.flatMap((config) => config.files),
    currentContext: configs.find((config) => config.currentContext !== null)?.currentContext ?? null,
    clusters: firstOfEachName(configs.flatMap((config) => config.clusters)),
    users: firstOfEachName(configs.flatMap((config) => config.users)),
    contexts: firstOfEachName(configs.flatMap((config) => config.contexts)),
  };
}

function firstOfEachName<F>(entries: readonly Entry<F>[]): readonly Entry<F>[] {
  const byName = new Map<string, Entry<F>>();
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  return [...byName.values()];
}
