import { z } from 'zod';
import { Act } from '../domain/rollback/execution.ts';
import { Lever, RollbackPlan } from '../domain/rollback/plan.ts';
import { Target } from '../domain/rollouts/target.ts';
import { command, live, query } from './procedure.ts';

const Reason = z.string().trim().min(1, 'a reason: what is wrong, for the record').max(2_000);
const Timeout = z.number().positive().max(3_600).default(120);
/** null: the desk chooses the cheapest lever that fits. */
const Choice = { lever: Lever.nullable().default(null), toRevision: z.number().int().positive().nullable().default(null) };

/** How a rollback ended. `newPlan` comes with a refusal whose basis changed. */
export const RollbackOutcome = z.object({ act: Act, newPlan: RollbackPlan.nullable() });
export type RollbackOutcome = z.infer<typeof RollbackOutcome>;

export const rollback = {
  plan: query(z.object({ target: Target, ...Choice }), RollbackPlan),
  /** Ends when the rollback is effective, or says what did not happen. Progress comes through `watch`. */
  execute: command(z.object({ planId: z.string(), reason: Reason, timeoutSeconds: Timeout }), RollbackOutcome),
  /** For a caller without a screen: plans and executes in one; a changed basis means a new plan, not a refusal. */
  run: command(z.object({ target: Target, ...Choice, reason: Reason, timeoutSeconds: Timeout }), RollbackOutcome),
  /** Acts on this workload by auditId, running and the last few finished ones. */
  watch: live(z.object({ target: Target }), Act),
};
