import type { Result } from '#shared/contract/result.ts';
import type { LeftOn } from '#shared/domain/checklist/views.ts';
import type { IncidentSummary } from '#shared/domain/incidents/views.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';

/** What the checklist needs to know of a train. */
export type Manifest = Pick<TrainPage, 'id' | 'label' | 'state' | 'departsAt' | 'changes' | 'passengers'> & {
  /** Whose checklist the timetable names; null: that of the strictest aboard. */
  readonly tier: number | null;
  /** The context whose cluster says who asks: where the train goes first. null: it goes nowhere. */
  readonly context: string | null;
  /** What it left on; null: it has not left. */
  readonly left: { readonly at: number; readonly by: string; readonly on: LeftOn | null } | null;
};

/** Other features' facts, handed in where the core is put together. */
export interface ChecklistSources {
  manifestOf(train: string): Promise<Result<Manifest>>;
  /** Open incidents, of any service. */
  openIncidents(): Promise<Result<readonly IncidentSummary[]>>;
}
