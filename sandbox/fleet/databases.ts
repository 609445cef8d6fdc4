import type { LiveSeries, Registry } from './registry.ts';
import type { ServiceSpec } from './service-spec.ts';

const inUse = {
  name: 'db_connections_in_use',
  type: 'gauge',
  help: 'Connections to the database that are taken, by all services.',
} as const;
const max = { name: 'db_connections_max', type: 'gauge', help: 'Connections the database accepts.' } as const;

/** Databases that services share: whoever asks for connections takes them from everybody. */
export interface Databases {
  /** Adds to what is asked for in this step. */
  ask(service: ServiceSpec, connections: number): void;
  /** How much of the demand of the last step was too much, 0 when there was enough for all. */
  shortage(service: ServiceSpec): number;
  /** Closes the step. */
  settle(): void;
}

interface Database {
  asked: number;
  shortage: number;
  readonly limit: number;
  readonly used: LiveSeries;
}

/** A full database still keeps a few connections for its administrators: 98% is as full as it gets. */
export const fullest = 0.98;

export function createDatabases(registry: Registry): Databases {
  const known = new Map<string, Database>();
  function of({ namespace, database }: ServiceSpec): Database | null {
    if (!database) return null;
    const found = known.get(database.name);
    if (found) return found;
    const labels = { namespace, database: database.name };
    registry.add(max, labels).value = database.maxConnections;
    const made = { asked: 0, shortage: 0, limit: database.maxConnections, used: registry.add(inUse, labels) };
    known.set(database.name, made);
    return made;
  }
  return {
    ask(service, connections) {
      const database = of(service);
      if (database) database.asked += connections;
    },
    shortage: (service) => of(service)?.shortage ?? 0,
    settle() {
      for (const database of known.values()) {
        database.used.value = Math.round(Math.min(database.asked, database.limit * fullest));
        database.shortage = database.asked > database.limit ? 1 - database.limit / database.asked : 0;
        database.asked = 0;
      }
    },
  };
}
