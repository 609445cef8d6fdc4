import { describe, expect, it } from 'vitest';
import { stage } from '../scenarios/testing/stage.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { httproutes, pods, services, virtualservices } from '../store/resources.ts';
import { worldOf } from './world.ts';

function setUp(scenario = 'healthy') {
  const world = stage(scenario);
  const view = worldOf(world.store);
  const shares = (name: string) =>
    view.workload('shop', name)?.versions.map(({ tag, share, pods: all }) => [tag, Math.round(share * 100), all.length]);
  return { ...world, view, shares };
}

function rewrite(store: ObjectStore, resource: typeof pods, name: string, from: string, to: string): void {
  const object = store.list(resource, 'shop').find(({ metadata }) => metadata.name === name);
  store.update(resource, JSON.parse(JSON.stringify(object).replace(from, to)), { both: true });
}

describe('the fleet’s view of the cluster', () => {
  it('sees the versions of Rollouts, Deployments and of a Rollout with the template of another', () => {
    const { shares } = setUp();
    expect(shares('payments')).toEqual([['2.13.4', 100, 10]]);
    expect(shares('orders')).toEqual([['7.4.1', 100, 4]]);
    expect(shares('accounts')).toEqual([['9.1.0', 100, 3]]);
    expect(shares('storefront')).toEqual([['5.2.0', 100, 6]]);
    expect(shares('nobody')).toBeUndefined();
  });

  it('follows the route where there is one, and the pods where there is none', () => {
    const { clock, shares } = setUp();
    clock.run(15_000);
    expect(shares('payments')?.toSorted()).toEqual([
      ['2.13.4', 95, 10],
      ['2.13.5', 5, 1],
    ]);
    expect(shares('catalog')?.toSorted()).toEqual([
      ['11.1.0', 80, 4],
      ['11.2.0', 20, 1],
    ]);
  });

  it('gives a preview nothing before it is promoted, and everything after', () => {
    const { store, clock, shares } = setUp();
    clock.run(110_000);
    expect(shares('storefront')?.toSorted()).toEqual([
      ['5.2.0', 100, 6],
      ['5.3.0', 0, 6],
    ]);
    const of = (name: string) => JSON.stringify(store.get(services, 'shop', name)?.spec?.['selector']);
    rewrite(store, services, 'storefront-active', of('storefront-active'), of('storefront-preview'));
    expect(
      shares('storefront')
        ?.toSorted()
        .map(([, share]) => share),
    ).toEqual([0, 100]);
  });

  it('is the same object until something about it changes', () => {
    const { store, clock, view, controllers } = setUp();
    clock.run(15_000);
    controllers.stop();
    const before = view.workload('shop', 'checkout');
    rewrite(store, virtualservices, 'payments', '"weight":5', '"weight":6');
    expect(view.workload('shop', 'checkout')).toBe(before);
    rewrite(store, httproutes, 'checkout', '"weight":0', '"weight":1');
    expect(view.workload('shop', 'checkout')).not.toBe(before);
  });

  it('counts a pod only while it is ready, and stops listening when told', () => {
    const { store, view, controllers } = setUp();
    controllers.stop();
    const ready = () => view.workload('shop', 'inventory')?.versions[0]?.pods.filter((pod) => pod.ready).length;
    expect(ready()).toBe(3);
    const name = view.workload('shop', 'inventory')?.versions[0]?.pods[0]?.name ?? '';
    rewrite(store, pods, name, '"type":"Ready","status":"True"', '"type":"Ready","status":"False"');
    expect(ready()).toBe(2);
    view.stop();
    rewrite(store, pods, name, '"type":"Ready","status":"False"', '"type":"Ready","status":"True"');
    expect(ready()).toBe(2);
  });
});
