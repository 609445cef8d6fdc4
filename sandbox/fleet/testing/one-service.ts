import { createFleet, type Fleet } from '../fleet.ts';
import { ServiceSpec } from '../service-spec.ts';
import { createSteering, type FleetSteering } from '../steering.ts';
import type { VersionWorld, World } from '../world-view.ts';

export const monday = Date.UTC(2026, 0, 5, 11);

/** A fleet of one service, `shop/web`, at Monday's busiest hour. */
export interface OneService {
  readonly fleet: Fleet;
  readonly steering: FleetSteering;
  readonly crashes: string[];
  /** Moves on by so many seconds, a second a step. */
  run(seconds: number, ...versions: VersionWorld[]): void;
  /** The sum of a metric over the series with these labels. */
  sum(name: string, labels?: Record<string, string>): number;
}

export function oneService(spec: object, seed = 1): OneService {
  const crashes: string[] = [];
  const fleet = createFleet({
    seed,
    services: [ServiceSpec.parse({ namespace: 'shop', name: 'web', ...spec })],
    onCrash: (_, pod) => crashes.push(pod),
  });
  const steering = createSteering({ began: 0, trafficFrom: monday });
  let at = 0;
  return {
    fleet,
    steering,
    crashes,
    run(seconds, ...versions) {
      const workload = { namespace: 'shop', name: 'web', hashLabel: 'rollouts-pod-template-hash' as const, versions };
      const world: World = { workload: () => workload };
      // Time stands still in the week, so that only what the test changes changes.
      steering.setTrafficTime(at, monday);
      for (let second = 0; second < seconds; second += 1) fleet.step((at += 1_000), world, steering);
    },
    sum(name, labels = {}) {
      const all = fleet.metrics.families().flatMap(({ series }) => [...series]);
      const wanted = Object.entries({ __name__: name, ...labels });
      return all
        .filter((each) => wanted.every(([label, value]) => each.labels[label] === value))
        .reduce((sum, { value }) => sum + value, 0);
    },
  };
}

export function version(hash: string, share: number, pods: number, more: Partial<VersionWorld> = {}): VersionWorld {
  return {
    hash,
    share,
    tag: '1.0.0',
    env: {},
    pods: Array.from({ length: pods }, (_, index) => ({ name: `web-${hash}-${index}`, ready: true })),
    ...more,
  };
}
