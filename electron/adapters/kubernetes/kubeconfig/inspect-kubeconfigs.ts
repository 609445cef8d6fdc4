import type { KubeconfigFileView } from '#shared/domain/connections/settings.ts';
import { furtherFiles, kubeconfigFiles, type KubeconfigPlaces, readText } from './load-kubeconfig.ts';
import { parseKubeconfig } from './parse-kubeconfig.ts';

/** Every file that is looked at, in the order they count, and what is in it or wrong with it. */
export async function inspectKubeconfigs(places: KubeconfigPlaces): Promise<readonly KubeconfigFileView[]> {
  const named = (places.env['KUBECONFIG'] ?? '') !== '';
  const origin = places.files !== null ? '--kubeconfig' : named ? 'KUBECONFIG' : 'usual place';
  return Promise.all([
    ...kubeconfigFiles(places).files.map((path) => inspectKubeconfig(path, origin)),
    ...furtherFiles(places).map((path) => inspectKubeconfig(path, 'settings')),
  ]);
}

/** One file: its contexts, or why it cannot be read. */
export async function inspectKubeconfig(path: string, origin: KubeconfigFileView['origin']): Promise<KubeconfigFileView> {
  const text = await readText(path);
  if (!text.ok && text.error.kind === 'not-found') return { path, origin, state: 'missing', contexts: [], problem: null };
  const config = text.ok ? parseKubeconfig(path, text.value) : text;
  if (!config.ok) return { path, origin, state: 'broken', contexts: [], problem: config.error };
  return { path, origin, state: 'read', contexts: config.value.contexts.map(({ name }) => name), problem: null };
}
