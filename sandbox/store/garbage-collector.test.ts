import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSimClock } from '../clock/create-sim-clock.ts';
import { startGarbageCollector } from './garbage-collector.ts';
import { createObjectStore } from './memory-store.ts';
import type { ObjectMeta, Resource, StoredObject } from './object-store.ts';
import { namespaces, pods, replicasets, rollouts } from './resources.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const clock = createSimClock();
  const store = createObjectStore({ now: clock.now });
  startGarbageCollector({ store, clock });
  const make = (resource: Resource, name: string, owner?: StoredObject, metadata: Partial<ObjectMeta> = {}) => {
    const ownerReferences = owner
      ? [{ apiVersion: owner.apiVersion, kind: owner.kind, name: owner.metadata.name, uid: owner.metadata.uid }]
      : undefined;
    const namespace = resource.namespaced ? { namespace: 'shop' } : {};
    const result = store.create(resource, {
      apiVersion: '',
      kind: '',
      metadata: { name, ...namespace, ...metadata, ...(ownerReferences ? { ownerReferences } : {}) },
    });
    if (!result.ok) throw new Error(result.why);
    return result.object;
  };
  const rollout = make(rollouts, 'payments');
  const replicaset = make(replicasets, 'payments-1', rollout);
  make(pods, 'payments-1-a', replicaset);
  const settle = () => vi.advanceTimersByTime(1_000);
  const left = () => [rollouts, replicasets, pods].flatMap((resource) => store.list(resource, null).map(({ metadata }) => metadata.name));
  const mark = (finalizer: string) =>
    store.update(
      rollouts,
      { ...rollout, metadata: { ...rollout.metadata, deletionTimestamp: '2026-01-05T00:00:00Z', finalizers: [finalizer] } },
      { both: true },
    );
  return { store, make, settle, left, mark, rollout };
}

describe('the garbage collector', () => {
  it('lets dependents follow their owner, to the last', () => {
    const { store, settle, left } = setUp();
    store.delete(rollouts, 'shop', 'payments');
    settle();
    expect(left()).toEqual([]);
  });

  it('keeps what has another owner', () => {
    const { store, make, settle, left, rollout } = setUp();
    const other = make(rollouts, 'other');
    const shared = store.get(replicasets, 'shop', 'payments-1');
    const owners = [
      ...(shared?.metadata.ownerReferences ?? []),
      { apiVersion: 'x', kind: 'Rollout', name: 'other', uid: other.metadata.uid },
    ];
    if (shared) store.update(replicasets, { ...shared, metadata: { ...shared.metadata, ownerReferences: owners } });
    store.delete(rollouts, 'shop', rollout.metadata.name);
    settle();
    expect(left()).toEqual(['other', 'payments-1', 'payments-1-a']);
  });

  it('takes an object whose owner never was', () => {
    const { make, settle, left, rollout } = setUp();
    make(replicasets, 'stray', { ...rollout, metadata: { ...rollout.metadata, uid: 'nobody' } });
    settle();
    expect(left()).not.toContain('stray');
  });

  it('carries out a foreground deletion, and an orphaning', () => {
    const foreground = setUp();
    foreground.mark('foregroundDeletion');
    foreground.settle();
    expect(foreground.left()).toEqual([]);
    const orphaned = setUp();
    orphaned.mark('orphan');
    orphaned.settle();
    expect(orphaned.left()).toEqual(['payments-1', 'payments-1-a']);
    expect(orphaned.store.get(replicasets, 'shop', 'payments-1')?.metadata.ownerReferences).toBeUndefined();
  });

  it('leaves an object that somebody else still finalises', () => {
    const { settle, left, store, rollout } = setUp();
    store.update(
      rollouts,
      { ...rollout, metadata: { ...rollout.metadata, deletionTimestamp: 'x', finalizers: ['foregroundDeletion', 'mine'] } },
      { both: true },
    );
    settle();
    expect(left()).toEqual(['payments']);
    expect(store.get(rollouts, 'shop', 'payments')?.metadata.finalizers).toEqual(['mine']);
  });

  it('empties a namespace that goes', () => {
    const { store, make, settle, left } = setUp();
    const shop = make(namespaces, 'shop');
    store.update(namespaces, { ...shop, metadata: { ...shop.metadata, deletionTimestamp: 'x' } }, { both: true });
    settle();
    expect(left()).toEqual([]);
    expect(store.list(namespaces, null)).toEqual([]);
  });
});
