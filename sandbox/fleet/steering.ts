import type { Facts } from './behaviour.ts';

/** What the script of a scenario moves. */
export interface Steering {
  readonly facts: Facts;
  /** Multiplies the traffic of a service, on top of its curve. */
  load(service: string): number;
  /** The instant (epoch ms) whose place in the week sets the curve: not always the clock's. */
  trafficTime(at: number): number;
}

export interface FleetSteering extends Steering {
  setFact(name: string, value: boolean): void;
  /** `service` null: of all. */
  setLoad(service: string | null, factor: number): void;
  /** From `at` on the traffic's curve goes on from `to` (both epoch ms). */
  setTrafficTime(at: number, to: number): void;
}

/** Where a scenario's events put their hands on the fleet. */
export function createSteering({ began, trafficFrom }: { began: number; trafficFrom: number }): FleetSteering {
  const loads = new Map<string, number>();
  let everywhere = 1;
  let shift = trafficFrom - began;
  let facts: Facts = {};
  return {
    get facts() {
      return facts;
    },
    load: (service) => everywhere * (loads.get(service) ?? 1),
    trafficTime: (at) => at + shift,
    setFact(name, value) {
      facts = { ...facts, [name]: value };
    },
    setLoad(service, factor) {
      if (service === null) everywhere = factor;
      else loads.set(service, factor);
    },
    setTrafficTime(at, to) {
      shift = to - at;
    },
  };
}
