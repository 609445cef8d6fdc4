import { randomUUID } from 'node:crypto';
import { createEventLog } from './event-log.ts';
import { deepFreeze, sameJson } from './json.ts';
import type { Json, ObjectMeta, ObjectStore, Resource, StoredObject, StoreEvent, StoreResult } from './object-store.ts';
import { apiVersionOf } from './resources.ts';
import { createShelf, type Shelf } from './shelf.ts';

export interface StoreOptions {
  /** Epoch milliseconds of the simulation, for creationTimestamp. */
  readonly now: () => number;
  /** Events kept for watches that start in the past; older ones answer 410. */
  readonly history?: number;
  /** The uid of the next object; a seeded one makes two runs alike. */
  readonly uid?: () => string;
}

/** An object store with etcd's compaction in reach, for the API server and its tests. */
export interface MemoryStore extends ObjectStore {
  /** Watches from this version or an earlier one answer 410 from now on. */
  compact(version: number): void;
}

/** Kinds the API server keeps no generation for. */
const withoutGeneration = new Set([
  'Namespace',
  'Node',
  'Service',
  'ConfigMap',
  'Event',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
]);
/** The first write is one above; 0 and 1 mean something of their own in requests. */
const beginning = 100;

/**
 * All objects in memory. What is handed in is frozen in place (nested parts are shared between versions, never copied), so build
 * a new object for each write.
 */
export function createObjectStore({ now, history = 10_000, uid = randomUUID }: StoreOptions): MemoryStore {
  const shelves = new Map<string, Shelf>();
  const listeners = new Set<(event: StoreEvent) => void>();
  const log = createEventLog(history, beginning);
  const pending: StoreEvent[] = [];
  let announcing = false;
  let version = beginning;

  function shelfOf({ group, plural }: Resource): Shelf {
    const key = `${group}/${plural}`;
    const known = shelves.get(key) ?? createShelf();
    shelves.set(key, known);
    return known;
  }

  // A listener may write: its event waits its turn, so that everybody hears them in order.
  function announce(event: StoreEvent): void {
    log.append(event);
    pending.push(event);
    if (announcing) return;
    announcing = true;
    try {
      for (let next = pending.shift(); next; next = pending.shift()) for (const listener of listeners) listener(next);
    } finally {
      announcing = false;
    }
  }

  function commit(type: StoreEvent['type'], resource: Resource, object: StoredObject): StoredObject {
    version += 1;
    const stored = deepFreeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(version) } });
    const shelf = shelfOf(resource);
    const previous = shelf.get(stored.metadata.namespace ?? null, stored.metadata.name);
    if (type === 'DELETED') shelf.remove(stored.metadata.namespace ?? null, stored.metadata.name);
    else shelf.put(stored);
    announce({ type, resource, object: stored, resourceVersion: version, ...(previous ? { previous } : {}) });
    return stored;
  }

  return {
    get: (resource, namespace, name) => shelfOf(resource).get(resource.namespaced ? namespace : null, name),
    list: (resource, namespace) => shelfOf(resource).list(resource.namespaced ? namespace : null),
    create(resource, object) {
      const namespace = object.metadata.namespace ?? null;
      if (shelfOf(resource).get(namespace, object.metadata.name)) return { ok: false, why: 'exists' };
      const metadata: ObjectMeta = {
        ...object.metadata,
        uid: object.metadata.uid ?? uid(),
        resourceVersion: '',
        ...(withoutGeneration.has(resource.kind) ? {} : { generation: object.metadata.generation ?? 1 }),
        creationTimestamp: object.metadata.creationTimestamp ?? timestamp(now()),
      };
      return {
        ok: true,
        object: commit('ADDED', resource, { ...object, apiVersion: apiVersionOf(resource), kind: resource.kind, metadata }),
      };
    },
    update(resource, object, options = {}): StoreResult {
      const current = shelfOf(resource).get(object.metadata.namespace ?? null, object.metadata.name);
      if (!current) return { ok: false, why: 'missing' };
      if (options.expect !== undefined && options.expect !== current.metadata.resourceVersion) return { ok: false, why: 'conflict' };
      const next = merged(resource, current, object, options);
      if (sameJson(current, next)) return { ok: true, object: current };
      return { ok: true, object: commit('MODIFIED', resource, next) };
    },
    delete(resource, namespace, name) {
      const current = shelfOf(resource).get(resource.namespaced ? namespace : null, name);
      if (!current) return { ok: false, why: 'missing' };
      return { ok: true, object: commit('DELETED', resource, current) };
    },
    version: () => version,
    eventsSince: (since) => log.since(since),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    compact: (upTo) => log.compact(upTo),
  };
}

/** RFC 3339 to the second, as the API server writes times. */
export function timestamp(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The next version of an object: what may not change stays, status and the rest keep to their own subresource. */
function merged(
  resource: Resource,
  current: StoredObject,
  wanted: StoredObject,
  { subresource, both }: { subresource?: 'status'; both?: boolean },
): StoredObject {
  const own = {
    uid: current.metadata.uid,
    creationTimestamp: current.metadata.creationTimestamp,
    resourceVersion: current.metadata.resourceVersion,
  };
  if (subresource === 'status' && !both) {
    const { managedFields = current.metadata.managedFields } = wanted.metadata;
    const metadata = { ...current.metadata, ...(managedFields ? { managedFields } : {}) };
    return { ...current, metadata, ...statusOf(wanted) };
  }
  const keepsStatus = resource.subresources.status && !both;
  const { status: _dropped, ...rest } = wanted;
  const next = { ...rest, ...statusOf(keepsStatus ? current : wanted), apiVersion: current.apiVersion, kind: current.kind };
  const generation = current.metadata.generation;
  const counted = generation === undefined ? {} : { generation: sameJson(current.spec, wanted.spec) ? generation : generation + 1 };
  const { generation: _given, ...metadata } = wanted.metadata;
  return { ...next, metadata: { ...metadata, ...own, ...counted } };
}

function statusOf(object: StoredObject): { status?: { [key: string]: Json | undefined } } {
  return object.status === undefined ? {} : { status: object.status };
}
