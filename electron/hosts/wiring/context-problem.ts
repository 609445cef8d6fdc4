import type { Clusters } from '#core/ports/cluster.ts';
import type { Failure } from '#shared/contract/result.ts';

/**
 * Why a desk has nothing to open on: no kubeconfig, none with a context, or no context of the name that was given. Null
 * where it has; a kubeconfig that is broken can be mended while the desk is open, and its page says what is wrong.
 */
export async function contextProblem(clusters: Clusters, context: string | null): Promise<Failure | null> {
  const known = await clusters.contexts();
  if (!known.ok) return known.error.kind === 'not-found' ? { ...known.error, field: 'kubeconfig' } : null;
  const names = known.value.map(({ name }) => name);
  if (names.length === 0)
    return { kind: 'invalid', message: 'The kubeconfig names no context. Set KUBECONFIG, or give --kubeconfig FILE.', field: 'kubeconfig' };
  if (context === null || names.includes(context)) return null;
  return { kind: 'invalid', message: `There is no context "${context}" in the kubeconfig. It has: ${names.join(', ')}.`, field: 'context' };
}
