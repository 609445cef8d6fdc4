import { createApiClient, type ApiClient } from '../api-client.ts';
import { loadKubeconfig } from '../kubeconfig/load-kubeconfig.ts';
import { resolveContext } from '../kubeconfig/resolve-context.ts';
import { fastClock } from './clocks.ts';
import { execDeps, forever, silentLog, valueOf } from './contexts.ts';

/** Path of a kubeconfig with the contexts admin, conductor, on-call, responder and viewer; empty where there is none. */
export const realKubeconfig = process.env['RCC_TEST_KUBECONFIG'] ?? '';

export async function realClient(context: string): Promise<ApiClient> {
  const kubeconfig = valueOf(await loadKubeconfig({ files: [realKubeconfig], env: {}, homeDir: '/' }));
  return createApiClient(valueOf(resolveContext(kubeconfig, context)), { clock: fastClock(), log: silentLog, exec: execDeps() });
}

/** Makes a namespace nobody else uses; the returned function has it deleted. */
export async function ownNamespace(admin: ApiClient, prefix: string): Promise<{ name: string; remove: () => Promise<void> }> {
  const name = `${prefix}-${process.pid}-${Date.now().toString(36)}`;
  valueOf(await admin.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name } }, signal: forever() }));
  return {
    name,
    async remove() {
      await admin.request({ method: 'DELETE', path: `/api/v1/namespaces/${name}`, signal: forever() });
    },
  };
}
