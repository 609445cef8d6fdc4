import { ok, type Result } from '#shared/contract/result.ts';
import { summaryOf } from '#shared/domain/incidents/page.ts';
import type { IncidentSummary } from '#shared/domain/incidents/views.ts';
import type { IncidentStore } from './store.ts';

/** What other features may ask of incidents. */
export interface IncidentsReadModel {
  /** Every open incident, newest first. Errors: the record cannot be read, which is not "none". */
  openIncidents(): Promise<Result<readonly IncidentSummary[]>>;
}

export function incidentsReadModel(store: IncidentStore): IncidentsReadModel {
  return {
    async openIncidents() {
      const known = await store.all();
      return known.ok ? ok(known.value.filter(({ closed }) => closed === null).map(summaryOf)) : known;
    },
  };
}
