import type { Clusters } from './ports/cluster.ts';

/**
 * The context through which this desk acts where a shared file names one. A person's current context is theirs: where it
 * leads to the same server as the one that was named, it is taken, so that nobody acts with another user's credentials that
 * happen to lie in the same kubeconfig.
 */
export async function actingContext(clusters: Clusters, named: string): Promise<string> {
  const contexts = await clusters.contexts();
  if (!contexts.ok) return named;
  const current = contexts.value.find((context) => context.current);
  const wanted = contexts.value.find(({ name }) => name === named);
  return current !== undefined && wanted !== undefined && current.server === wanted.server ? current.name : named;
}
