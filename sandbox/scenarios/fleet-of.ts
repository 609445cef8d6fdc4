import type { FleetScenario } from '../fleet/start-fleet.ts';
import type { Scenario } from './load-scenario.ts';
import { weekTime } from './week-time.ts';

/** What the fleet needs to know of a scenario. */
export function fleetOf(scenario: Scenario): FleetScenario {
  return {
    services: scenario.services.map(({ workload, changes: _changes, ...service }) => ({
      ...service,
      namespace: scenario.namespace,
      mesh: workload.router === 'VirtualService',
    })),
    trafficFrom: weekTime(scenario.traffic.from),
  };
}
