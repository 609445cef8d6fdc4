import type { Failure, Result } from '#shared/contract/result.ts';
import type { RollbackOutcome } from '#shared/contract/rollback.ts';
import { type Act, markNames } from '#shared/domain/rollback/execution.ts';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';
import type { PlanReading } from './queries.ts';

/** The moments of the sheet. `changed`: a refusal that brought a new plan. */
export type SheetView =
  | { readonly moment: 'planning' }
  | { readonly moment: 'no-plan'; readonly problem: Failure }
  | { readonly moment: 'plan'; readonly plan: RollbackPlan; readonly problem: Failure | null; readonly changed: string | null }
  | { readonly moment: 'sending'; readonly plan: RollbackPlan }
  | { readonly moment: 'act'; readonly act: Act; readonly plan: RollbackPlan | null }
  | { readonly moment: 'unwatched'; readonly auditId: string }
  | { readonly moment: 'broken'; readonly error: Failure; readonly plan: RollbackPlan };

export interface SheetInput {
  readonly reading: PlanReading | null;
  readonly acts: Iterable<Act>;
  /** The act somebody came to watch. While one is named no plan is shown: what was not asked for cannot be sent. */
  readonly watching?: string | null;
  /** Whether the acts were told at all. */
  readonly actsKnown?: boolean;
  /** The plan that was held here, and what came of it so far. */
  readonly held: RollbackPlan | null;
  readonly pending: boolean;
  readonly result: Result<RollbackOutcome> | null;
}

export function isRunning(act: Act): boolean {
  return act.state === 'waiting' || act.state === 'running';
}

/** It runs, or it is effective in the cluster and a mark of its clock is still to come. */
export function isOpen(act: Act): boolean {
  return isRunning(act) || (takesBack(act) && act.state === 'effective' && markNames.some((name) => act.clock[name].state === 'waiting'));
}

function takesBack({ command }: Act): boolean {
  return command.action === 'abort' || command.action === 'undo';
}

/** What the sheet shows. A rollback that runs comes before any plan, whoever started it, on whatever desk. */
export function sheetView({ reading, acts, watching = null, actsKnown = true, held, pending, result }: SheetInput): SheetView {
  const all = [...acts].filter(takesBack);
  if (watching !== null) {
    const watched = all.find((act) => act.auditId === watching);
    if (watched !== undefined) return { moment: 'act', act: watched, plan: held?.planId === watched.planId ? held : null };
    return actsKnown ? { moment: 'unwatched', auditId: watching } : { moment: 'planning' };
  }
  const mine = held === null ? undefined : all.find((act) => act.planId === held.planId);
  const outcome = result?.ok === true ? result.value : null;
  if (outcome?.newPlan != null) {
    return {
      moment: 'plan',
      plan: outcome.newPlan,
      problem: null,
      changed: outcome.act.error?.message ?? 'It changed. This is the new plan.',
    };
  }
  // The answer ends the waiting, not the watching: traffic and normal are marked later, and come by the live road.
  if (outcome !== null) return { moment: 'act', act: mine === undefined || isRunning(mine) ? outcome.act : mine, plan: held };
  if (mine !== undefined) return { moment: 'act', act: mine, plan: held };
  if (held !== null && pending) return { moment: 'sending', plan: held };
  if (held !== null && result !== null && !result.ok) return { moment: 'broken', error: result.error, plan: held };
  const other = all.find(isRunning);
  if (other !== undefined) return { moment: 'act', act: other, plan: null };
  if (reading === null) return { moment: 'planning' };
  if (reading.plan === null)
    return { moment: 'no-plan', problem: reading.problem ?? { kind: 'internal', message: 'The desk made no plan and did not say why.' } };
  return { moment: 'plan', plan: reading.plan, problem: reading.problem, changed: null };
}
