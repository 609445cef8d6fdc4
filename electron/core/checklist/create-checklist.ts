import type { FeatureHandlers } from '../features.ts';
import { createChecklistDesk, type DeskNeeds } from './desk.ts';
import { checklistProcedures } from './procedures.ts';
import { type ChecklistReadModel, checklistReadModel } from './read-model.ts';

/** The feature as the core holds it. */
export interface Checklist {
  readonly procedures: FeatureHandlers<'checklist'>;
  readonly readModel: ChecklistReadModel;
}

export function createChecklist(needs: DeskNeeds): Checklist {
  const look = createChecklistDesk(needs);
  const { ports, files, stopping } = needs;
  return { procedures: checklistProcedures({ ports, look, files, stopping }), readModel: checklistReadModel(look) };
}
