import { z } from 'zod';
import type { StoredObject } from '../../store/object-store.ts';
import { type JsonObject, jsonOf } from '../machinery/json-of.ts';
import type { Canary } from './rollout.ts';

const gatewayLabel = 'rollouts.argoproj.io/gatewayapi-canary';

/** A route with its new weights, and the event that tells of them. */
export interface Weighed {
  readonly object: StoredObject;
  readonly happening?: { readonly reason: string; readonly message: string };
}

/** Weights of both Services; together the whole. */
export interface Share {
  readonly canary: number;
  readonly stable: number;
}

const Anything = z.looseObject({});
const VirtualServiceSpec = z.looseObject({
  http: z
    .array(
      z.looseObject({
        name: z.string().optional(),
        route: z
          .array(z.looseObject({ destination: z.looseObject({ host: z.string().default('') }), weight: z.number().optional() }))
          .optional(),
      }),
    )
    .default([]),
});

/** Names of the VirtualServices a canary is weighed by. */
export function virtualServicesOf(canary: Canary): readonly string[] {
  const { istio } = canary.trafficRouting ?? {};
  return [...(istio?.virtualService ? [istio.virtualService] : []), ...(istio?.virtualServices ?? [])].map((each) => each.name);
}

export function withVirtualServiceWeights(route: StoredObject, canary: Canary, name: string, share: Share): Weighed {
  const { istio } = canary.trafficRouting ?? {};
  const refs = [...(istio?.virtualService ? [istio.virtualService] : []), ...(istio?.virtualServices ?? [])];
  const routes = refs.find((each) => each.name === name)?.routes ?? [];
  const spec = VirtualServiceSpec.parse(route.spec ?? {});
  const http = spec.http.map((each) => {
    if (each.route === undefined || (routes.length > 0 && !routes.includes(each.name ?? ''))) return each;
    return { ...each, route: each.route.map((to) => weighed(to, to.destination.host.split('.')[0] ?? '', canary, share)) };
  });
  const object = { ...route, spec: { ...route.spec, http: jsonOf(http) } };
  return {
    object,
    happening: { reason: 'Updated VirtualService', message: `VirtualService \`${name}\` set to desiredWeight '${share.canary}'` },
  };
}

const HttpRouteSpec = z.looseObject({
  rules: z
    .array(
      z.looseObject({ backendRefs: z.array(z.looseObject({ name: z.string().default(''), weight: z.number().optional() })).optional() }),
    )
    .default([]),
});
const Plugin = z.looseObject({
  httpRoute: z.string().optional(),
  httpRoutes: z.array(z.looseObject({ name: z.string() })).default([]),
});

/** Names of the HTTPRoutes the Gateway API plugin weighs it by. */
export function httpRoutesOf(canary: Canary): readonly string[] {
  return Object.values(canary.trafficRouting?.plugins ?? {}).flatMap((each) => {
    const plugin = Plugin.parse(Anything.parse(each));
    return [...(plugin.httpRoute === undefined ? [] : [plugin.httpRoute]), ...plugin.httpRoutes.map(({ name }) => name)];
  });
}

export function withHttpRouteWeights(route: StoredObject, canary: Canary, share: Share): Weighed {
  const spec = HttpRouteSpec.parse(route.spec ?? {});
  const rules = spec.rules.map((rule) =>
    rule.backendRefs === undefined ? rule : { ...rule, backendRefs: rule.backendRefs.map((to) => weighed(to, to.name, canary, share)) },
  );
  const { [gatewayLabel]: _before, ...labels } = route.metadata.labels ?? {};
  // The plugin marks a route while a canary has traffic of it, so that GitOps tools know to leave it alone.
  const marked = share.canary > 0 ? { ...labels, [gatewayLabel]: 'in-progress' } : labels;
  const changed: JsonObject = { ...route.spec, rules: jsonOf(rules) };
  const metadata =
    Object.keys(marked).length === 0 && route.metadata.labels === undefined ? route.metadata : { ...route.metadata, labels: marked };
  return { object: { ...route, metadata, spec: changed } };
}

function weighed<T extends { weight?: number | undefined }>(to: T, service: string, canary: Canary, share: Share): T {
  if (service === canary.canaryService) return { ...to, weight: share.canary };
  return service === canary.stableService ? { ...to, weight: share.stable } : to;
}
