import type { SimClock } from '../clock/sim-clock.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { createFleet } from './fleet.ts';
import type { Registry } from './registry.ts';
import type { ServiceSpec } from './service-spec.ts';
import { createSteering, type FleetSteering } from './steering.ts';
import { worldOf } from './world.ts';

export interface RunningFleet {
  readonly metrics: Registry;
  /** How often (simulated milliseconds) a recorder is told to take its samples. */
  readonly sampleEveryMs: number;
  /** What events of a scenario move. */
  readonly steering: FleetSteering;
  /**
   * Calls `sample` for every sample of the past hour, at once, and then as time goes by. The past exists for a recorder that
   * comes before the fleet has moved.
   */
  record(sample: (at: number) => void): () => void;
  stop(): void;
}

export interface FleetScenario {
  readonly services: readonly ServiceSpec[];
  /** Where in the week the traffic's curve begins (epoch ms, any week); the clock's own time if left out. */
  readonly trafficFrom?: number | undefined;
}

const stepMs = 1_000;
const pastMs = 3_600_000 + 300_000;

/** Runs the fleet of a scenario over a store, on the clock. `onCrash`: a process crashed, which the Pod's status is to show. */
export function startFleet(needs: {
  store: ObjectStore;
  clock: SimClock;
  scenario: FleetScenario;
  seed: number;
  onCrash?: (namespace: string, pod: string) => void;
}): RunningFleet {
  const { store, clock, scenario, seed, onCrash } = needs;
  // The past is made up at once, and nobody crashed in it that is still here.
  const fleet = createFleet({ seed, services: scenario.services, onCrash: (namespace, pod) => moved && onCrash?.(namespace, pod) });
  const world = worldOf(store);
  const began = clock.now();
  const steering = createSteering({ began, trafficFrom: scenario.trafficFrom ?? began });
  const sampleEveryMs = samplingFor(scenario.services.length);
  const recorders = new Set<(at: number) => void>();
  let at = began;
  let moved = false;
  let sampledAt = began;
  let timer = clock.after(stepMs, tick);

  function step(to: number): void {
    fleet.step(to, world, steering);
    if (to - sampledAt < sampleEveryMs) return;
    sampledAt = to;
    for (const sample of recorders) sample(to);
  }

  function past(): void {
    sampledAt = began - pastMs;
    for (let to = began - pastMs; to <= began; to += sampleEveryMs) step(to);
    moved = true;
  }

  function tick(): void {
    moved = true;
    at += stepMs;
    step(at);
    timer = clock.after(at + stepMs - clock.now(), tick);
  }

  return {
    metrics: fleet.metrics,
    sampleEveryMs,
    steering,
    record(sample) {
      recorders.add(sample);
      if (!moved) past();
      return () => recorders.delete(sample);
    },
    stop() {
      timer.cancel();
      world.stop();
      recorders.clear();
    },
  };
}

/** A shop is looked at closely; a thousand services would not fit into memory that way. */
function samplingFor(services: number): number {
  return services <= 100 ? 5_000 : services <= 400 ? 15_000 : 30_000;
}
