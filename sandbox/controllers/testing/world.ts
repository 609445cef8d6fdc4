import { createObjectStore, type MemoryStore } from '../../store/memory-store.ts';
import type { Json, Resource, StoredObject } from '../../store/object-store.ts';
import { deployments, events, httproutes, nodes, pods, replicasets, rollouts, services, virtualservices } from '../../store/resources.ts';
import { type Controllers, type ControllersOptions, startControllers } from '../start-controllers.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { Seen, SeenRoute } from './seen.ts';

type JsonObject = { [key: string]: Json | undefined };

/** A cluster of three nodes with all controllers, its time in the test's hands, and the verbs tests speak in. */
export interface World {
  readonly store: MemoryStore;
  readonly clock: ManualClock;
  readonly controllers: Controllers;
  create(resource: Resource, name: string, spec: JsonObject, labels?: { [key: string]: string }): void;
  /** Changes fields of spec; `undefined` takes one away. */
  spec(resource: Resource, name: string, change: JsonObject): void;
  /** Changes fields of status, as a merge patch of the subresource does. */
  status(resource: Resource, name: string, change: JsonObject): void;
  image(resource: Resource, name: string, image: string): void;
  get(resource: Resource, name: string): StoredObject;
  rollout(name: string): Seen;
  /** Runs until it is so, 120 simulated seconds at most; the last state in the failure. */
  until(what: string, so: () => boolean, seconds?: number): void;
  run(seconds: number): void;
  sets(owner: string): readonly { hash: string; replicas: number; available: number; revision: number; deadline: string | undefined }[];
  podsOf(app: string): readonly StoredObject[];
  /** `canary` weight of the VirtualService `name`. */
  weights(name: string): readonly number[];
  selector(service: string): string | undefined;
  events(name: string): readonly string[];
}

export const namespace = 'shop';

export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function createWorld(options: Partial<ControllersOptions> & { readonly seed?: number } = {}): World {
  const clock = createManualClock();
  let count = 0;
  const store = createObjectStore({ now: clock.now, uid: () => `uid-${(count += 1)}` });
  for (const name of ['node-0', 'node-1', 'node-2']) {
    store.create(nodes, { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { 'kubernetes.io/hostname': name } }, spec: {} });
  }
  const controllers = startControllers({ store, clock, random: seeded(options.seed ?? 1), ...options });

  function get(resource: Resource, name: string): StoredObject {
    const object = store.get(resource, namespace, name);
    if (object === undefined) throw new Error(`no ${resource.singular} ${name}`);
    return object;
  }

  const world: World = {
    store,
    clock,
    controllers,
    get,
    create(resource, name, spec, labels = {}) {
      store.create(resource, { apiVersion: '', kind: resource.kind, metadata: { name, namespace, labels }, spec });
    },
    spec(resource, name, change) {
      const object = get(resource, name);
      store.update(resource, { ...object, spec: { ...object.spec, ...change } });
    },
    status(resource, name, change) {
      const object = get(resource, name);
      store.update(resource, { ...object, status: { ...object.status, ...change } }, { subresource: 'status' });
    },
    image(resource, name, image) {
      world.spec(resource, name, { template: template(name, image) });
    },
    rollout: (name) => Seen.parse(get(rollouts, name)),
    run: (seconds) => clock.run(seconds * 1_000),
    until(what, so, seconds = 120) {
      for (let left = seconds * 20; left > 0; left -= 1) {
        if (so()) return;
        clock.run(50);
      }
      const seen = [...store.list(rollouts, namespace), ...store.list(deployments, namespace)];
      throw new Error(
        `waited ${seconds} s for ${what}; last seen: ${JSON.stringify(seen.map(({ metadata, status }) => [metadata.name, metadata.generation, status]))}`,
      );
    },
    sets: (owner) =>
      store.list(replicasets, namespace).flatMap((each) => {
        if (each.metadata.ownerReferences?.[0]?.name !== owner) return [];
        const { metadata, spec, status } = Seen.parse(each);
        const { annotations } = metadata;
        return [
          {
            hash: metadata.name.slice(owner.length + 1),
            replicas: spec.replicas ?? 0,
            available: status.availableReplicas ?? 0,
            revision: Number(annotations['rollout.argoproj.io/revision'] ?? annotations['deployment.kubernetes.io/revision']),
            deadline: annotations['scale-down-deadline'],
          },
        ];
      }),
    podsOf: (app) => store.list(pods, namespace).filter((each) => each.metadata.labels?.['app'] === app),
    weights: (name) => SeenRoute.parse(get(virtualservices, name)).spec.http[0]?.route.map((each) => each.weight) ?? [],
    selector: (name) => Seen.parse(get(services, name)).spec.selector['rollouts-pod-template-hash'],
    events: (name) =>
      store.list(events, namespace).flatMap((each) => {
        const { involvedObject, reason, message } = Seen.parse(each);
        return involvedObject?.name === name ? [`${reason}: ${message}`] : [];
      }),
  };
  return world;
}

export function template(app: string, image: string): JsonObject {
  return { metadata: { labels: { app } }, spec: { containers: [{ name: 'app', image }] } };
}

/** A Rollout of this name, its image `shop/NAME:1`, and what its strategy needs. */
export function createRollout(world: World, name: string, strategy: JsonObject, more: JsonObject = {}): void {
  const spec = { replicas: 4, selector: { matchLabels: { app: name } }, template: template(name, `shop/${name}:1`), strategy, ...more };
  for (const role of ['stable', 'canary', 'active', 'preview']) {
    world.create(services, `${name}-${role}`, { selector: { app: name }, ports: [{ port: 80 }] });
  }
  const route = [
    { destination: { host: `${name}-stable` }, weight: 100 },
    { destination: { host: `${name}-canary` }, weight: 0 },
  ];
  world.create(virtualservices, name, { hosts: [name], http: [{ name: 'primary', route }] });
  world.create(httproutes, name, {
    rules: [
      {
        backendRefs: [
          { name: `${name}-stable`, weight: 100 },
          { name: `${name}-canary`, weight: 0 },
        ],
      },
    ],
  });
  world.create(rollouts, name, spec);
}

/** A canary strategy behind the VirtualService of the same name. */
export function routed(name: string, steps: Json[], more: JsonObject = {}): JsonObject {
  const trafficRouting = { istio: { virtualService: { name, routes: ['primary'] } } };
  return { canary: { stableService: `${name}-stable`, canaryService: `${name}-canary`, trafficRouting, steps, ...more } };
}
