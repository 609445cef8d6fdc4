/** JSON as the API server holds it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: Json[];
  [key: string]: unknown;
}

/** Any object of the simulated cluster. Frozen: change a copy and hand it to `update`. */
export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec?: { [key: string]: Json | undefined };
  readonly status?: { [key: string]: Json | undefined };
  readonly [key: string]: unknown;
}

/** One served resource. `group` is '' for core. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** A custom resource answers 415 to strategic merge. */
  readonly custom: boolean;
  readonly subresources: { readonly status: boolean; readonly scale: boolean };
}

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: Resource;
  readonly object: StoredObject;
  readonly resourceVersion: number;
  /** What it was before, unless it was not there: selectors and lists of the past need it. */
  readonly previous?: StoredObject;
}

/** `conflict`: the resourceVersion moved; `exists`, `missing` as the API server means them. */
export type StoreResult =
  | { readonly ok: true; readonly object: StoredObject }
  | { readonly ok: false; readonly why: 'conflict' | 'exists' | 'missing' };

/**
 * All objects of the cluster, versioned by one counter as etcd does. Writes are atomic and events come out in order. Knows
 * nothing of HTTP, RBAC or defaults: the API server puts those in front, controllers write straight into it.
 * `generation` goes up when `spec` changes; an update that changes nothing keeps its resourceVersion and makes no event.
 */
export interface ObjectStore {
  get(resource: Resource, namespace: string | null, name: string): StoredObject | undefined;
  /** namespace null: all. In order of namespace, name. */
  list(resource: Resource, namespace: string | null): readonly StoredObject[];
  create(resource: Resource, object: Omit<StoredObject, 'metadata'> & { metadata: Partial<ObjectMeta> & { name: string } }): StoreResult;
  /** `subresource: 'status'` writes status only; otherwise status is kept as it is. `expect`: refuse with `conflict` unless the stored resourceVersion is this. */
  update(resource: Resource, object: StoredObject, options?: { subresource?: 'status'; expect?: string; both?: boolean }): StoreResult;
  delete(resource: Resource, namespace: string | null, name: string): StoreResult;
  /** The newest resourceVersion handed out. */
  version(): number;
  /** Events after `since`, or null when they are compacted away (410 Gone). */
  eventsSince(since: number): readonly StoreEvent[] | null;
  /** Every event from now on, synchronously after the write. */
  onEvent(listener: (event: StoreEvent) => void): () => void;
}
