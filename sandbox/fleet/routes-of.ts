import { z } from 'zod';
import type { StoredObject } from '../store/object-store.ts';

/** What a Rollout's strategy names. */
export interface RoutesOfRollout {
  readonly services: readonly string[];
  /** Blue-green: the Service that has all the traffic. */
  readonly active: string | null;
  readonly virtualServices: readonly string[];
  readonly httpRoutes: readonly string[];
}

const Named = z.looseObject({ name: z.string() });
const Strategy = z.looseObject({
  blueGreen: z.looseObject({ activeService: z.string() }).optional(),
  canary: z
    .looseObject({
      canaryService: z.string().default(''),
      stableService: z.string().default(''),
      trafficRouting: z
        .looseObject({
          istio: z.looseObject({ virtualService: Named.optional(), virtualServices: z.array(Named).optional() }).optional(),
          plugins: z
            .record(z.string(), z.looseObject({ httpRoute: z.string().optional(), httpRoutes: z.array(Named).optional() }))
            .optional(),
        })
        .optional(),
    })
    .optional(),
});

/** null: nothing is routed, pods decide. */
export function routesOf(rollout: StoredObject): RoutesOfRollout | null {
  const strategy = Strategy.safeParse(rollout.spec?.['strategy']).data;
  const { blueGreen, canary } = strategy ?? {};
  if (blueGreen) return { services: [blueGreen.activeService], active: blueGreen.activeService, virtualServices: [], httpRoutes: [] };
  if (!canary?.trafficRouting) return null;
  const { istio, plugins = {} } = canary.trafficRouting;
  return {
    services: [canary.canaryService, canary.stableService].filter((name) => name !== ''),
    active: null,
    virtualServices: [istio?.virtualService, ...(istio?.virtualServices ?? [])].flatMap((each) => (each ? [each.name] : [])),
    httpRoutes: Object.values(plugins).flatMap(({ httpRoute, httpRoutes = [] }) => [
      ...(httpRoute === undefined ? [] : [httpRoute]),
      ...httpRoutes.map(({ name }) => name),
    ]),
  };
}

const VirtualService = z.looseObject({
  http: z
    .array(
      z.looseObject({
        route: z.array(z.looseObject({ destination: z.looseObject({ host: z.string() }), weight: z.number().optional() })).default([]),
      }),
    )
    .default([]),
});

/** Weights by Service name, of the first route. One destination without a weight has everything. */
export function weightsOfVirtualService({ spec }: StoredObject): ReadonlyMap<string, number> {
  const route = VirtualService.safeParse(spec).data?.http[0]?.route ?? [];
  return new Map(route.map(({ destination, weight }) => [destination.host.split('.')[0] ?? '', weight ?? (route.length === 1 ? 100 : 0)]));
}

const HttpRoute = z.looseObject({
  rules: z
    .array(z.looseObject({ backendRefs: z.array(z.looseObject({ name: z.string(), weight: z.number().default(1) })).default([]) }))
    .default([]),
});

/** Weights by Service name, of the first rule. */
export function weightsOfHttpRoute({ spec }: StoredObject): ReadonlyMap<string, number> {
  const backends = HttpRoute.safeParse(spec).data?.rules[0]?.backendRefs ?? [];
  return new Map(backends.map(({ name, weight }) => [name, weight]));
}
