import type { ObjectStore } from './object-store.ts';
import { namespaces } from './resources.ts';

/** What every cluster has from its first second. */
export const systemNamespaces: readonly string[] = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
/** Namespaces nobody may delete. */
export const immortal: ReadonlySet<string> = new Set(['default', 'kube-public', 'kube-system']);

/** Puts the namespaces every cluster has into the store; what is there already stays. */
export function seedSystemNamespaces(store: ObjectStore): void {
  for (const name of systemNamespaces) {
    const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } };
    store.create(namespaces, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata,
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  }
}
