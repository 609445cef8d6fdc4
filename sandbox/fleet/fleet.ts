import { createRandom } from './random.ts';
import { createRegistry, type Registry } from './registry.ts';
import { createService, type Service } from './service.ts';
import type { ServiceSpec } from './service-spec.ts';
import { createDatabases } from './databases.ts';
import type { Facts } from './behaviour.ts';
import type { World } from './world-view.ts';

/** What the script of a scenario moves. */
export interface Steering {
  readonly facts: Facts;
  /** Multiplies the traffic of a service, on top of its curve. */
  load(service: string): number;
  /** The instant (epoch ms) whose place in the week sets the curve: not always the clock's. */
  trafficTime(at: number): number;
}

export interface Fleet {
  readonly metrics: Registry;
  readonly services: readonly ServiceSpec[];
  /** Moves everything on to `toMs` (epoch ms), from where it was. The first step only sets the time. */
  step(toMs: number, world: World, steering: Steering): void;
}

/** The simulated fleet: pure, and the same for the same seed, steps and worlds. */
export function createFleet({ seed, services: specs }: { seed: number; services: readonly ServiceSpec[] }): Fleet {
  const random = createRandom(`fleet/${seed}`);
  const metrics = createRegistry();
  const databases = createDatabases(metrics);
  const services: readonly Service[] = specs.map((spec) =>
    createService({ spec, metrics, databases, random: random.fork(`${spec.namespace}/${spec.name}`) }),
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
