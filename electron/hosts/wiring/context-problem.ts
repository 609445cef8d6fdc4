import type { Clusters } from '#core/ports/cluster.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { HostOptions } from './host-options.ts';

/**
 * Why a desk cannot open on what it was told on its command line: no file where one was named, none with a context, or no
 * context of that name. Null otherwise: a desk without any kubeconfig opens on its first run, and a broken one can be
 * mended while it is open.
 */
export async function contextProblem(
  clusters: Clusters,
  { context, kubeconfigFiles }: Pick<HostOptions, 'context' | 'kubeconfigFiles'>,
): Promise<Failure | null> {
  const known = await clusters.contexts();
  const named = kubeconfigFiles !== null || context !== null;
  if (!known.ok) return named && known.error.kind === 'not-found' ? { ...known.error, field: 'kubeconfig' } : null;
  const names = known.value.map(({ name }) => name);
  if (names.length === 0 && !named) return null;
  if (names.length === 0)
    return { kind: 'invalid', message: 'The kubeconfig names no context. Set KUBECONFIG, or give --kubeconfig FILE.', field: 'kubeconfig' };
  if (context === null || names.includes(context)) return null;
  return { kind: 'invalid', message: `There is no context "${context}" in the kubeconfig. It has: ${names.join(', ')}.`, field: 'context' };
}
