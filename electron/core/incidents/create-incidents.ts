import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { FeatureHandlers } from '../features.ts';
import { createCollector } from './collector.ts';
import type { FleetReadModel } from '../rollouts/read-model.ts';
import type { TrainsForIncidents } from './declared.ts';
import { createObserve } from './observe.ts';
import { incidentProcedures } from './procedures.ts';
import { type IncidentsReadModel, incidentsReadModel } from './read-model.ts';
import { createIncidentStore } from './store.ts';

/** The feature as the core holds it. */
export interface Incidents {
  readonly procedures: FeatureHandlers<'incidents'>;
  readonly readModel: IncidentsReadModel;
  /** Opens and gathers while this host runs. */
  begin(): void;
  /** Opens what the log calls for and nobody opened yet: after a rollback, and before a host ends. */
  openFromLog(): Promise<void>;
}

export function createIncidents(
  ports: Ports,
  registry: Registry,
  fleet: Pick<FleetReadModel, 'raised'>,
  trains: TrainsForIncidents,
  stopping: AbortSignal,
): Incidents {
  const store = createIncidentStore(ports.records, ports.log, stopping);
  const observe = createObserve({ ports, registry, fleet, trains });
  const collector = createCollector({ store, observe, trains, auditStore: ports.auditStore, clock: ports.clock, log: ports.log });
  return {
    procedures: incidentProcedures({ ports, registry, store, collector, stopping }),
    readModel: incidentsReadModel(store),
    begin: () => collector.begin(stopping),
    openFromLog: collector.openFromLog,
  };
}
