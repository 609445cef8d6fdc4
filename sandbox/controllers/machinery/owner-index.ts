import type { ObjectStore, Resource, StoredObject } from '../../store/object-store.ts';

/** Objects by the uid of the controller that owns them, kept current by the store's events: nobody scans. */
export interface OwnerIndex {
  /** In order of creation. */
  ownedBy(uid: string): readonly StoredObject[];
  stop(): void;
}

export function controllerOf(object: StoredObject) {
  return object.metadata.ownerReferences?.find((each) => each.controller === true);
}

/** @param resource the owned kind: ReplicaSets of Deployments, Pods of ReplicaSets. */
export function createOwnerIndex(store: ObjectStore, resource: Resource): OwnerIndex {
  const byOwner = new Map<string, Map<string, StoredObject>>();
  const ownerOf = new Map<string, string>();

  function forget(uid: string): void {
    const owner = ownerOf.get(uid);
    if (owner === undefined) return;
    ownerOf.delete(uid);
    const owned = byOwner.get(owner);
    owned?.delete(uid);
    if (owned?.size === 0) byOwner.delete(owner);
  }

  function remember(object: StoredObject): void {
    const { uid } = object.metadata;
    const owner = controllerOf(object)?.uid;
    if (ownerOf.get(uid) !== owner) forget(uid);
    if (owner === undefined) return;
    const owned = byOwner.get(owner) ?? new Map<string, StoredObject>();
    owned.set(uid, object);
    byOwner.set(owner, owned);
    ownerOf.set(uid, owner);
  }

  for (const object of store.list(resource, null)) remember(object);
  const stop = store.onEvent((event) => {
    if (event.resource.plural !== resource.plural || event.resource.group !== resource.group) return;
    if (event.type === 'DELETED') forget(event.object.metadata.uid);
    else remember(event.object);
  });
  return { ownedBy: (uid) => [...(byOwner.get(uid)?.values() ?? [])], stop };
}
