import { describesOlderSpec, type Share } from './requested.ts';
import { currentVersion, isFullyPromoted, type RouteReading, type Workload } from './workload.ts';

/** An accepted share with the time its source was read, where that differs from the workload's. */
export interface AcceptedShare extends Share {
  readonly at: number | null;
}

/** Available pods of the version in spec.template against all available pods: what decides where no route does. */
export function podsText(workload: Workload): string {
  const total = workload.versions.reduce((sum, version) => sum + version.available, 0);
  const mine = currentVersion(workload)?.available ?? 0;
  return workload.versions.length === 0 ? `${workload.replicas.updated} of ${workload.replicas.total} pods` : `${mine} of ${total} pods`;
}

/** The routes that could be read, the one furthest from `expected` first: a second route must not hide behind an obedient one. */
function readable(routes: readonly RouteReading[], expected: number): readonly (RouteReading & { canaryPercent: number })[] {
  return routes
    .flatMap((reading) => (reading.canaryPercent === null ? [] : [{ ...reading, canaryPercent: reading.canaryPercent }]))
    .sort((one, other) => Math.abs(other.canaryPercent - expected) - Math.abs(one.canaryPercent - expected));
}

/**
 * The share of the version in spec.template that is read back: from a route where one can be read, else from the controller.
 * Null without a router, because then pods decide; `source` says how many.
 * @param expected the requested percent, to pick the route that deviates most; null counts as 0
 */
export function acceptedShare(workload: Workload, routes: readonly RouteReading[], expected: number | null): AcceptedShare {
  const readings = readable(routes, expected ?? 0);
  const first = readings[0];
  if (describesOlderSpec(workload) && (first !== undefined || workload.weights !== null)) {
    return {
      percent: null,
      source: first === undefined ? 'controller' : routeText(first),
      note: 'the controller has not seen the newest spec',
      at: null,
    };
  }
  if (first !== undefined) {
    const differ = readings.some((reading) => Math.abs(reading.canaryPercent - first.canaryPercent) > 0.5);
    const note = differ ? `${readings.length} routes differ` : first.note;
    // Once promoted both backends are the same version, and the controller puts the canary's weight back to 0.
    const percent = workload.strategy === 'canary' && isFullyPromoted(workload) ? 100 : first.canaryPercent;
    return { percent, source: routeText(first), note, at: first.at };
  }
  const unread = routes.find((reading) => reading.note !== '')?.note ?? '';
  if (workload.weights !== null) {
    return { percent: isFullyPromoted(workload) ? 100 : workload.weights.canary, source: 'controller', note: unread, at: null };
  }
  if (workload.blueGreen !== null) {
    return { percent: null, source: `Service ${workload.blueGreen.activeService}`, note: unread || 'not read yet', at: null };
  }
  if (workload.routes.length > 0) {
    const [route] = workload.routes;
    return {
      percent: null,
      source: `${route?.kind} ${route?.name}`,
      note: unread || 'neither the route nor the controller says',
      at: null,
    };
  }
  return { percent: null, source: podsText(workload), note: 'no route, pods decide', at: null };
}

function routeText(reading: RouteReading): string {
  return `${reading.route.kind} ${reading.route.name}`;
}
