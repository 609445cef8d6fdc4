import { z } from 'zod';
import type { Backends, RouteRef } from '#shared/domain/rollouts/workload.ts';
import type { Rollout, TrafficRouting } from '../argo-rollouts/rollout-schema.ts';

const gatewayPlugin = 'argoproj-labs/gatewayAPI';
const GatewayPlugin = z.object({
  namespace: z.string().nullish(),
  httpRoute: z.string().nullish(),
  httpRoutes: z.array(z.object({ name: z.string() })).nullish(),
});

/** Every object that carries a Rollout's traffic, by its spec. For a blue-green that is the active Service. */
export function routeRefsOf(rollout: Rollout): RouteRef[] {
  const { namespace } = rollout.metadata;
  const { strategy } = rollout.spec;
  if (strategy?.blueGreen) return [{ kind: 'Service', name: strategy.blueGreen.activeService, namespace }];
  const routing = strategy?.canary?.trafficRouting;
  return routing ? refsOf(routing, namespace) : [];
}

function refsOf(routing: TrafficRouting, namespace: string): RouteRef[] {
  const { istio, nginx, alb, smi, traefik, apisix, ambassador, appMesh, plugins } = routing;
  const here = (kind: RouteRef['kind'], names: readonly (string | null | undefined)[]): RouteRef[] =>
    names.flatMap((name) => (name ? [{ kind, name, namespace }] : []));
  return [
    ...virtualServices(istio).map((reference) => virtualServiceRef(reference.name, namespace)),
    ...here('Ingress', [nginx?.stableIngress, ...(nginx?.stableIngresses ?? [])]),
    ...here('ALB', [alb?.ingress, ...(alb?.ingresses ?? [])]),
    ...here('SMI', smi ? [smi.trafficSplitName ?? 'the rollout'] : []),
    ...here('Traefik', [traefik?.weightedTraefikServiceName]),
    ...here('Apisix', [apisix?.route?.name]),
    ...here('Ambassador', ambassador?.mappings ?? []),
    ...here('AppMesh', [appMesh?.virtualService?.name]),
    ...Object.entries(plugins ?? {}).flatMap(([name, settings]) =>
      name === gatewayPlugin ? httpRoutes(settings, namespace) : here('plugin', [name]),
    ),
  ];
}

function virtualServices(istio: TrafficRouting['istio']) {
  return [...(istio?.virtualService ? [istio.virtualService] : []), ...(istio?.virtualServices ?? [])];
}

/** Argo takes `name.namespace` for a VirtualService elsewhere. */
function virtualServiceRef(reference: string, namespace: string): RouteRef {
  const [name = reference, elsewhere] = reference.split('.', 2);
  return { kind: 'VirtualService', name, namespace: elsewhere ?? namespace };
}

function httpRoutes(settings: unknown, namespace: string): RouteRef[] {
  const parsed = GatewayPlugin.safeParse(settings);
  if (!parsed.success) return [{ kind: 'plugin', name: gatewayPlugin, namespace }];
  const { httpRoute, httpRoutes: many, namespace: elsewhere } = parsed.data;
  const names = [...(httpRoute ? [httpRoute] : []), ...(many ?? []).map(({ name }) => name)];
  if (names.length === 0) return [{ kind: 'plugin', name: gatewayPlugin, namespace }];
  return names.map((name) => ({ kind: 'HTTPRoute', name, namespace: elsewhere ?? namespace }));
}

/** What the routes call the two versions. With ping-pong the Services swap their roles at every promotion. */
export function backendsOf(rollout: Rollout): Backends | null {
  const canary = rollout.spec.strategy?.canary;
  if (!canary) return null;
  const { pingPong, trafficRouting } = canary;
  const subsets = trafficRouting?.istio?.destinationRule;
  let canaryService = canary.canaryService ?? null;
  let stableService = canary.stableService ?? null;
  if (pingPong) {
    const pong = pingPong.pongService ?? null;
    const pingIsStable = rollout.status.canary?.stablePingPong === 'ping';
    canaryService = pingIsStable ? pong : pingPong.pingService;
    stableService = pingIsStable ? pingPong.pingService : pong;
  }
  if (canaryService === null && stableService === null && !subsets) return null;
  return {
    canaryService,
    stableService,
    canarySubset: subsets?.canarySubsetName ?? null,
    stableSubset: subsets?.stableSubsetName ?? null,
    ruleNames: virtualServices(trafficRouting?.istio).flatMap((reference) => reference.routes ?? []),
    managedRules: (trafficRouting?.managedRoutes ?? []).map(({ name }) => name),
  };
}
