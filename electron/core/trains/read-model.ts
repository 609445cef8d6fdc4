import type { Result } from '#shared/contract/result.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import type { TrainsDesk } from './desk.ts';

/** What other features may ask of trains. What only reads the record asks `train-records.ts`. */
export interface TrainsReadModel {
  /** Who travels where, without the checklist's word: the checklist is made from it. */
  manifestOf(train: string): Promise<Result<TrainPage>>;
}

export function trainsReadModel(desk: TrainsDesk): TrainsReadModel {
  return { manifestOf: (train) => desk.bare(train) };
}
