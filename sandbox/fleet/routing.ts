import type { ObjectStore, Resource, StoredObject } from '../store/object-store.ts';
import { httproutes, rollouts, services, virtualservices } from '../store/resources.ts';
import { routesOf, type RoutesOfRollout, weightsOfHttpRoute, weightsOfVirtualService } from './routes-of.ts';

/** Who gets the traffic where a router decides it, and not the number of pods. */
export interface Routing {
  /** Shares by pod hash, summing up to 1; null where pods decide. */
  sharesOf(namespace: string, name: string, hashLabel: string): ReadonlyMap<string, number> | null;
  /** Workloads (`NAMESPACE/NAME`) whose shares an event about this object may change. */
  touchedBy(resource: Resource, object: StoredObject): readonly string[];
}

export function createRouting(store: ObjectStore): Routing {
  /** Which workloads depend on a Service or a route, by `PLURAL/NAMESPACE/NAME`. */
  const dependents = new Map<string, Set<string>>();
  const known = new Map<string, RoutesOfRollout | null>();

  function depend(on: string, workload: string): void {
    const all = dependents.get(on) ?? new Set<string>();
    dependents.set(on, all.add(workload));
  }

  function read(namespace: string, name: string): RoutesOfRollout | null {
    const key = `${namespace}/${name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const rollout = store.get(rollouts, namespace, name);
    const routes = rollout ? routesOf(rollout) : null;
    known.set(key, routes);
    for (const service of routes?.services ?? []) depend(`services/${namespace}/${service}`, key);
    for (const route of routes?.virtualServices ?? []) depend(`virtualservices/${namespace}/${route}`, key);
    for (const route of routes?.httpRoutes ?? []) depend(`httproutes/${namespace}/${route}`, key);
    return routes;
  }

  function hashOf(namespace: string, service: string, hashLabel: string): string | null {
    const selector = store.get(services, namespace, service)?.spec?.['selector'];
    const hash = typeof selector === 'object' && selector !== null && !Array.isArray(selector) ? selector[hashLabel] : undefined;
    return typeof hash === 'string' ? hash : null;
  }

  function weights(namespace: string, routes: RoutesOfRollout): ReadonlyMap<string, number> {
    if (routes.active !== null) return new Map([[routes.active, 1]]);
    for (const name of routes.virtualServices) {
      const route = store.get(virtualservices, namespace, name);
      if (route) return weightsOfVirtualService(route);
    }
    for (const name of routes.httpRoutes) {
      const route = store.get(httproutes, namespace, name);
      if (route) return weightsOfHttpRoute(route);
    }
    return new Map();
  }

  return {
    sharesOf(namespace, name, hashLabel) {
      const routes = read(namespace, name);
      if (!routes) return null;
      const byHash = new Map<string, number>();
      let total = 0;
      for (const [service, weight] of weights(namespace, routes)) {
        const hash = hashOf(namespace, service, hashLabel);
        total += weight;
        if (hash !== null) byHash.set(hash, (byHash.get(hash) ?? 0) + weight);
      }
      if (total === 0 || byHash.size === 0) return null;
      return new Map([...byHash].map(([hash, weight]) => [hash, weight / total]));
    },
    touchedBy(resource, { metadata: { namespace = '', name } }) {
      const key = `${namespace}/${name}`;
      if (resource.plural !== 'rollouts') return [...(dependents.get(`${resource.plural}/${key}`) ?? [])];
      known.delete(key);
      return [key];
    },
  };
}
