import { describe, expect, it } from 'vitest';
import { createObjectStore, type MemoryStore } from './memory-store.ts';
import type { StoreEvent, StoredObject } from './object-store.ts';
import { configmaps, pods, rollouts } from './resources.ts';

function setUp(history?: number): MemoryStore {
  return createObjectStore({ now: () => Date.UTC(2026, 0, 5), ...(history === undefined ? {} : { history }) });
}

function made(store: MemoryStore, name: string, spec = { replicas: 1 }, namespace = 'shop'): StoredObject {
  const result = store.create(rollouts, { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name, namespace }, spec });
  if (!result.ok) throw new Error(result.why);
  return result.object;
}

describe('the object store', () => {
  it('gives a new object its uid, version, generation and time', () => {
    const { metadata } = made(setUp(), 'payments');
    expect(metadata).toMatchObject({ generation: 1, creationTimestamp: '2026-01-05T00:00:00Z', resourceVersion: '101' });
    expect(metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('counts a generation only when spec changes, and keeps status out of a plain update', () => {
    const store = setUp();
    const object = made(store, 'payments');
    const labelled = store.update(rollouts, { ...object, metadata: { ...object.metadata, labels: { a: 'b' } }, status: { phase: 'no' } });
    expect(labelled).toMatchObject({ ok: true, object: { metadata: { generation: 1 } } });
    expect(labelled.ok && labelled.object.status).toBeUndefined();
    expect(store.update(rollouts, { ...object, spec: { replicas: 2 } })).toMatchObject({ object: { metadata: { generation: 2 } } });
  });

  it('writes status alone through the status subresource, and both when asked', () => {
    const store = setUp();
    const object = made(store, 'payments');
    const status = store.update(rollouts, { ...object, spec: { replicas: 9 }, status: { phase: 'Healthy' } }, { subresource: 'status' });
    expect(status).toMatchObject({ object: { spec: { replicas: 1 }, status: { phase: 'Healthy' }, metadata: { generation: 1 } } });
    const both = store.update(rollouts, { ...object, spec: { replicas: 9 }, status: { phase: 'Paused' } }, { both: true });
    expect(both).toMatchObject({ object: { spec: { replicas: 9 }, status: { phase: 'Paused' }, metadata: { generation: 2 } } });
  });

  it('keeps the version and makes no event when nothing changes', () => {
    const store = setUp();
    const object = made(store, 'payments');
    const heard: StoreEvent[] = [];
    store.onEvent((event) => heard.push(event));
    expect(store.update(rollouts, { ...object, spec: { replicas: 1 } })).toEqual({ ok: true, object });
    expect(heard).toEqual([]);
    expect(String(store.version())).toBe(object.metadata.resourceVersion);
  });

  it('refuses a write on a version that moved, a second object of the name, and one that is not there', () => {
    const store = setUp();
    const object = made(store, 'payments');
    expect(store.update(rollouts, object, { expect: '7' })).toEqual({ ok: false, why: 'conflict' });
    expect(store.create(rollouts, object)).toEqual({ ok: false, why: 'exists' });
    expect(store.delete(rollouts, 'shop', 'nobody')).toEqual({ ok: false, why: 'missing' });
  });

  it('lists in the order of namespace and name', () => {
    const store = setUp();
    for (const [name, namespace] of [
      ['b', 'two'],
      ['a', 'two'],
      ['z', 'one'],
    ])
      made(store, name ?? '', { replicas: 1 }, namespace);
    expect(store.list(rollouts, null).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual(['one/z', 'two/a', 'two/b']);
    expect(store.list(rollouts, 'two')).toHaveLength(2);
    expect(store.list(pods, null)).toEqual([]);
  });

  it('holds what nobody can change', () => {
    const object = made(setUp(), 'payments');
    expect(Object.isFrozen(object.spec) && Object.isFrozen(object.metadata)).toBe(true);
  });

  it('tells of events in order, those that a listener causes after its own', () => {
    const store = setUp();
    const heard: string[] = [];
    store.onEvent((event) => {
      if (event.resource === rollouts && event.type === 'ADDED') {
        store.create(configmaps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'caused', namespace: 'shop' } });
      }
    });
    store.onEvent(({ type, resource, resourceVersion }) => heard.push(`${resourceVersion} ${type} ${resource.plural}`));
    made(store, 'payments');
    expect(heard).toEqual(['101 ADDED rollouts', '102 ADDED configmaps']);
  });

  it('gives the events since a version, until they are compacted', () => {
    const store = setUp();
    const first = made(store, 'a');
    made(store, 'b');
    store.delete(rollouts, 'shop', 'a');
    const since = store.eventsSince(Number(first.metadata.resourceVersion));
    expect(since?.map(({ type, object }) => `${type} ${object.metadata.name}`)).toEqual(['ADDED b', 'DELETED a']);
    store.compact(102);
    expect(store.eventsSince(101)).toBeNull();
    expect(store.eventsSince(102)).toHaveLength(1);
  });

  it('forgets by itself what is older than its history', () => {
    const store = setUp(10);
    for (let index = 0; index < 50; index += 1) made(store, `r${index}`);
    expect(store.eventsSince(100)).toBeNull();
    expect(store.eventsSince(store.version() - 10)).toHaveLength(10);
  });
});
