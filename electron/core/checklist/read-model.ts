import { ok, type Result } from '#shared/contract/result.ts';
import type { ChecklistView } from '#shared/domain/checklist/views.ts';
import type { LookAtChecklist } from './desk.ts';

/** What a departure asks of the checklist, anew each time. */
export interface Standing {
  /** A go of the whole quorum that holds now, on evidence without red or unknown. */
  readonly goHolds: boolean;
  /** Why not, for people; empty where it holds. */
  readonly reason: string;
  readonly view: ChecklistView;
}

export interface ChecklistReadModel {
  standing(train: string, signal: AbortSignal): Promise<Result<Standing>>;
}

export function checklistReadModel(look: LookAtChecklist): ChecklistReadModel {
  return {
    async standing(train, signal) {
      const looked = await look(train, signal);
      if (!looked.ok) return looked;
      const { goHolds, view } = looked.value;
      const { sentence, detail } = view.standing;
      return ok({ goHolds, view, reason: goHolds ? '' : [sentence, detail, ...view.problems].filter((part) => part !== '').join(': ') });
    },
  };
}
