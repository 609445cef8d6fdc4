import type { Result } from '#shared/contract/result.ts';
import type { IncidentSummary } from '#shared/domain/incidents/views.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';

/** What the checklist needs to know of a train. */
export type Manifest = Pick<TrainPage, 'id' | 'label' | 'state' | 'departsAt' | 'changes' | 'passengers'>;

/** Other features' facts, handed in where the core is put together. */
export interface ChecklistSources {
  manifestOf(train: string): Promise<Result<Manifest>>;
  /** Open incidents, of any service. */
  openIncidents(): Promise<Result<readonly IncidentSummary[]>>;
}
