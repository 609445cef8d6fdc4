import type { ObjectStore } from './object-store.ts';
import { allResources, namespaces } from './resources.ts';
import { systemNamespaces } from './system-namespaces.ts';

const rbac = 'rbac.authorization.k8s.io';

/** Deletes everything but who may do what and the namespaces every cluster has. Watchers see every object go, as if somebody had deleted it: no watch breaks. */
export function emptyStore(store: ObjectStore): void {
  for (const resource of allResources) {
    if (resource.group === rbac) continue;
    for (const { metadata } of store.list(resource, null)) {
      if (resource === namespaces && systemNamespaces.includes(metadata.name)) continue;
      store.delete(resource, metadata.namespace ?? null, metadata.name);
    }
  }
}
