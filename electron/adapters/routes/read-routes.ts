import { ok, type Failure, type Result } from '#shared/contract/result.ts';
import type { RouteReading, RouteRef, Workload } from '#shared/domain/rollouts/workload.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { fieldChangesOf } from '../deployments/field-changes.ts';
import { activeServiceShare } from './active-service.ts';
import { httpRouteShare } from './http-route.ts';
import type { Share } from './share.ts';
import { virtualServiceShare } from './virtual-service.ts';

type Reader = { readonly path: (route: RouteRef) => string; readonly share: (raw: unknown, workload: Workload) => Share };

/** v1beta1 of Istio is served by every Istio since 1.5, v1 only since 1.22. */
const readers: Partial<Record<RouteRef['kind'], Reader>> = {
  VirtualService: {
    path: ({ namespace, name }) => `/apis/networking.istio.io/v1beta1/namespaces/${namespace}/virtualservices/${name}`,
    share: (raw, { backends }) => virtualServiceShare(raw, backends),
  },
  HTTPRoute: {
    path: ({ namespace, name }) => `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes/${name}`,
    share: (raw, { backends }) => httpRouteShare(raw, backends),
  },
  Service: {
    path: ({ namespace, name }) => `/api/v1/namespaces/${namespace}/services/${name}`,
    share: (raw, { currentHash }) => activeServiceShare(raw, currentHash),
  },
};

/** Failures that concern this one route and not the cluster: the reading says so, the others still count. */
const ofTheRoute = new Set<Failure['kind']>(['forbidden', 'not-found', 'unsupported']);

/** Every route of a workload as it is now. A route that is refused, missing or of a kind we do not read has no figure and says why. */
export async function readRoutes(client: ApiClient, workload: Workload, signal: AbortSignal): Promise<Result<readonly RouteReading[]>> {
  const readings = await Promise.all(workload.routes.map((route) => readRoute(client, workload, route, signal)));
  const broken = readings.find((reading) => !reading.ok);
  if (broken !== undefined && !broken.ok) return broken;
  return ok(readings.flatMap((reading) => (reading.ok ? [reading.value] : [])));
}

async function readRoute(client: ApiClient, workload: Workload, route: RouteRef, signal: AbortSignal): Promise<Result<RouteReading>> {
  const reader = readers[route.kind];
  const said = ({ percent, note }: Share) => ok({ route, canaryPercent: percent, note, at: client.clock.now() });
  if (reader === undefined) return said({ percent: null, note: `${route.kind} ${route.name} is not read, the controller's word stands` });
  const answer = await client.request({ method: 'GET', path: reader.path(route), signal });
  if (answer.ok) {
    const { json } = answer.value;
    const { percent, note } = reader.share(json, workload);
    return ok({ route, canaryPercent: percent, note, at: client.clock.now(), changes: fieldChangesOf(json) });
  }
  if (!ofTheRoute.has(answer.error.kind)) return answer;
  return said({ percent: null, note: answer.error.upstream?.text ?? answer.error.message });
}
