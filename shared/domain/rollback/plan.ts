import { z } from 'zod';
import { GitOpsOwner } from '../rollouts/workload.ts';
import { Dial } from '../rollouts/figure.ts';
import { Target } from '../rollouts/target.ts';
import { Command, Write } from '../rollouts/action.ts';
import { Basis } from './basis.ts';
import { Routing } from './routing.ts';

/** abort gives traffic back to stable and leaves the spec; undo changes the spec to an older revision. */
export const Lever = z.enum(['abort', 'undo']);
export type Lever = z.infer<typeof Lever>;

/** Seconds from the hold, null where nothing is known. `from` says where the numbers come from: never a bare guess. */
export const Prediction = z.object({
  accepted: z.number().nullable(),
  weight: z.number().nullable(),
  traffic: z.number().nullable(),
  normal: z.number().nullable(),
  from: z.string(),
});
export type Prediction = z.infer<typeof Prediction>;

/** One line of "can it work": a tick, a cross or a query, and a sentence. A cross is a warning; only permission stops a rollback. */
export const Check = z.object({
  id: z.enum(['permission', 'capacity', 'replay', 'gitops', 'dry-run', 'observed']),
  verdict: z.enum(['yes', 'no', 'unknown']),
  text: z.string(),
});
export type Check = z.infer<typeof Check>;

export const Effect = z.object({ what: z.string(), before: z.string(), after: z.string(), note: z.string() });
export type Effect = z.infer<typeof Effect>;

export const LeverOption = z.object({ lever: Lever, chosen: z.boolean(), possible: z.boolean(), text: z.string() });
export type LeverOption = z.infer<typeof LeverOption>;

export const RevisionRef = z.object({ revision: z.number().nullable(), hash: z.string(), label: z.string() });
export type RevisionRef = z.infer<typeof RevisionRef>;

export const RollbackPlan = z.object({
  planId: z.string(),
  target: Target,
  /** When the facts were read (epoch ms). */
  at: z.number(),
  lever: Lever,
  command: Command,
  from: RevisionRef,
  to: RevisionRef,
  /** Exactly what will be sent, in order. */
  writes: z.array(Write),
  /** The same, as a person would type it. */
  kubectl: z.array(z.string()),
  basis: Basis,
  prediction: Prediction,
  /** What decides who gets a request: a route's weight, or the pods alone. */
  routing: Routing.optional(),
  effects: z.array(Effect),
  checks: z.array(Check),
  options: z.array(LeverOption),
  /** null: cannot be said. */
  replaysSteps: z.boolean().nullable(),
  stableCanTakeAll: z.boolean().nullable(),
  gitOps: GitOpsOwner.nullable(),
  permission: z.object({ may: z.boolean().nullable(), text: z.string(), whoMay: z.string() }),
  /** What stays as it is after the rollback. */
  willNotComeBack: z.array(z.string()),
  /** What a person has to do after it, for it to last. */
  leftToDo: z.array(z.string()).optional(),
  dial: Dial,
});
export type RollbackPlan = z.infer<typeof RollbackPlan>;
