import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import type { TrainRule, TrainsDesk } from './desk.ts';

/** What other features may ask of trains. What only reads the record asks `train-records.ts`. */
export interface TrainsReadModel {
  /** Who travels where, without the checklist's word: the checklist is made from it. By the train's own id: what is kept under it must find it again. */
  manifestOf(train: string): Promise<Result<TrainPage & TrainRule>>;
}

export function trainsReadModel(desk: TrainsDesk): TrainsReadModel {
  return {
    async manifestOf(train) {
      const page = await desk.bare(train);
      if (!page.ok) return page;
      if (page.value.id === train) return ok({ ...page.value, ...(await desk.ruleOf(train)) });
      return fail('not-found', `There is no train ${train}. The run of ${train} under way is ${page.value.id}: name that.`, {
        field: 'train',
      });
    },
  };
}
