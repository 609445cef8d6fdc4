import { createRandom } from './random.ts';
import { createRegistry, type Registry } from './registry.ts';
import { createService, type Service } from './service.ts';
import type { ServiceSpec } from './service-spec.ts';
import type { Steering } from './steering.ts';
import { createDatabases } from './databases.ts';
import type { World } from './world-view.ts';

export interface Fleet {
  readonly metrics: Registry;
  readonly services: readonly ServiceSpec[];
  /** Moves everything on to `toMs` (epoch ms), from where it was. The first step only sets the time. */
  step(toMs: number, world: World, steering: Steering): void;
}

export interface FleetOptions {
  readonly seed: number;
  readonly services: readonly ServiceSpec[];
  /** A process of a pod crashed: its counters start at zero again. */
  readonly onCrash?: ((namespace: string, pod: string) => void) | undefined;
}

/** The simulated fleet: pure, and the same for the same seed, steps and worlds. */
export function createFleet({ seed, services: specs, onCrash }: FleetOptions): Fleet {
  const random = createRandom(`fleet/${seed}`);
  const metrics = createRegistry();
  const databases = createDatabases(metrics);
  const services: readonly Service[] = specs.map((spec) =>
    createService({ spec, metrics, databases, random: random.fork(`${spec.namespace}/${spec.name}`), onCrash }),
  );
  let reached: number | null = null;
  return {
    metrics,
    services: specs,
    step(toMs, world, steering) {
      const seconds = reached === null ? 0 : (toMs - reached) / 1_000;
      reached = toMs;
      if (seconds < 0) return;
      for (const service of services) service.step({ at: toMs, seconds, world, steering });
      databases.settle();
    },
  };
}
