import type { ObjectStore } from './object-store.ts';
import { allResources } from './resources.ts';

const rbac = 'rbac.authorization.k8s.io';

/** Deletes everything but who may do what. Watchers see every object go, as if somebody had deleted it: no watch breaks. */
export function emptyStore(store: ObjectStore): void {
  for (const resource of allResources) {
    if (resource.group === rbac) continue;
    for (const { metadata } of store.list(resource, null)) store.delete(resource, metadata.namespace ?? null, metadata.name);
  }
}
