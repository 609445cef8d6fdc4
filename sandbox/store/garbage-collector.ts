import type { SimClock } from '../clock/sim-clock.ts';
import type { ObjectStore, OwnerReference, Resource, StoredObject, StoreEvent } from './object-store.ts';
import { allResources, namespaces, resourceOfKind } from './resources.ts';

export interface GarbageCollectorOptions {
  readonly store: ObjectStore;
  readonly clock: SimClock;
  /** Simulated milliseconds it takes to notice. */
  readonly delay?: number;
}

type Owned = { readonly resource: Resource; readonly namespace: string | null; readonly name: string };

/**
 * What the garbage and namespace controllers do: dependents follow their last owner (or go when there never was one), `foregroundDeletion` and `orphan` are
 * carried out, and a namespace takes everything in it along.
 */
export function startGarbageCollector({ store, clock, delay = 50 }: GarbageCollectorOptions): { stop(): void } {
  const dependents = new Map<string, Map<string, Owned>>();

  const keyOf = (resource: Resource, { metadata }: StoredObject) =>
    `${resource.group}/${resource.plural}/${metadata.namespace ?? ''}/${metadata.name}`;

  function remember(resource: Resource, object: StoredObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const known = dependents.get(uid) ?? new Map<string, Owned>();
      dependents.set(uid, known);
      known.set(keyOf(resource, object), { resource, namespace: object.metadata.namespace ?? null, name: object.metadata.name });
    }
  }

  function forget(resource: Resource, object: StoredObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      dependents.get(uid)?.delete(keyOf(resource, object));
      if (dependents.get(uid)?.size === 0) dependents.delete(uid);
    }
  }

  function living(uid: string): { resource: Resource; object: StoredObject }[] {
    return [...(dependents.get(uid)?.values() ?? [])].flatMap(({ resource, namespace, name }) => {
      const object = store.get(resource, namespace, name);
      return object?.metadata.ownerReferences?.some((owner) => owner.uid === uid) ? [{ resource, object }] : [];
    });
  }

  /** Takes the reference away; an object without any owner left goes too, unless it is to be orphaned. */
  function release(uid: string, orphan: boolean): void {
    for (const { resource, object } of living(uid)) {
      const left = (object.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
      if (left.length === 0 && !orphan) {
        store.delete(resource, object.metadata.namespace ?? null, object.metadata.name);
        continue;
      }
      const { ownerReferences: _old, ...metadata } = object.metadata;
      store.update(resource, { ...object, metadata: left.length > 0 ? { ...metadata, ownerReferences: left } : metadata }, { both: true });
    }
  }

  function finish(resource: Resource, marked: StoredObject): void {
    const { namespace = null, name, uid } = marked.metadata;
    const finalizers = marked.metadata.finalizers ?? [];
    release(uid, finalizers.includes('orphan'));
    const left = finalizers.filter((each) => each !== 'orphan' && each !== 'foregroundDeletion');
    if (left.length === 0) store.delete(resource, namespace, name);
    else store.update(resource, { ...marked, metadata: { ...marked.metadata, finalizers: left } }, { both: true });
  }

  function emptyNamespace({ metadata }: StoredObject): void {
    for (const resource of allResources) {
      if (!resource.namespaced) continue;
      for (const object of store.list(resource, metadata.name)) store.delete(resource, metadata.name, object.metadata.name);
    }
    store.delete(namespaces, null, metadata.name);
  }

  /** An object none of whose owners is there goes, whoever made it. */
  function dropOrphanOf(resource: Resource, { metadata: { uid, name, namespace } }: StoredObject): void {
    const now = store.get(resource, namespace ?? null, name);
    const owners = now?.metadata.uid === uid ? (now.metadata.ownerReferences ?? []) : [];
    const isThere = (owner: OwnerReference) => {
      const known = resourceOfKind(owner.apiVersion, owner.kind);
      return !known || store.get(known, namespace ?? null, owner.name)?.metadata.uid === owner.uid;
    };
    if (owners.length > 0 && !owners.some(isThere)) store.delete(resource, namespace ?? null, name);
  }

  function react({ type, resource, object, previous }: StoreEvent): void {
    if (previous && previous.metadata.ownerReferences !== object.metadata.ownerReferences) forget(resource, previous);
    if (type === 'DELETED') {
      forget(resource, object);
      const { uid } = object.metadata;
      if (dependents.has(uid)) clock.after(delay, () => release(uid, false));
      return;
    }
    remember(resource, object);
    if (type === 'ADDED' && object.metadata.ownerReferences) clock.after(delay, () => dropOrphanOf(resource, object));
    if (!object.metadata.deletionTimestamp || previous?.metadata.deletionTimestamp) return;
    const current = () => {
      const now = store.get(resource, object.metadata.namespace ?? null, object.metadata.name);
      return now?.metadata.uid === object.metadata.uid ? now : undefined;
    };
    const finalizers = object.metadata.finalizers ?? [];
    const ours = finalizers.includes('orphan') || finalizers.includes('foregroundDeletion');
    if (!ours && resource !== namespaces) return;
    clock.after(delay, () => {
      const now = current();
      if (!now) return;
      if (resource === namespaces) emptyNamespace(now);
      else finish(resource, now);
    });
  }

  for (const resource of allResources) for (const object of store.list(resource, null)) remember(resource, object);
  return { stop: store.onEvent(react) };
}
