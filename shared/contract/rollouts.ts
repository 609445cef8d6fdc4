import { z } from 'zod';
import { Act } from '../domain/rollback/execution.ts';
import { Availability, Command, Write } from '../domain/rollouts/action.ts';
import { WorkloadDetail } from '../domain/rollouts/detail.ts';
import { Dial } from '../domain/rollouts/figure.ts';
import { AttentionView, StepRow } from '../domain/rollouts/views.ts';
import { Target } from '../domain/rollouts/target.ts';
import { HealthHistory, HealthView } from '../domain/rollouts/version-health.ts';
import { Workload } from '../domain/rollouts/workload.ts';
import { command, live, query } from './procedure.ts';
import { Failure } from './result.ts';

/** contexts null: the kubeconfig's current context. namespace null: all. */
export const RolloutScope = z.object({ contexts: z.array(z.string()).nullable(), namespace: z.string().nullable() });
export type RolloutScope = z.infer<typeof RolloutScope>;

/**
 * early: the first message may hold only some of the rows, as soon as they are known; the connection is `reading` until the rest
 * is there. Else the first message holds all rows of the clusters that answer in time.
 */
export const RolloutWatch = RolloutScope.extend({ early: z.boolean().default(false) });

/** One row of the list. `at` is when its cluster last vouched for it (epoch ms). */
export const RolloutRow = z.object({
  workload: Workload,
  dial: Dial,
  attention: AttentionView,
  /** How its versions answer, from metrics; null where no metric server is configured, or nothing moves and nobody asked. */
  health: HealthView.nullable(),
  at: z.number(),
});
export type RolloutRow = z.infer<typeof RolloutRow>;

/** A cluster that could not be read, beside the rows that could. */
export const ScopeProblem = z.object({ context: z.string(), error: Failure });
export type ScopeProblem = z.infer<typeof ScopeProblem>;

/** The page of one workload: everything on it, of one reading. */
export const RolloutPage = z.object({
  detail: WorkloadDetail,
  dial: Dial,
  /** The headline when needles disagree, else null. */
  disagreement: z.string().nullable(),
  attention: AttentionView,
  /** How its versions answer, from metrics; null where no metric server is configured. */
  health: HealthView.nullable(),
  steps: z.array(StepRow),
  availability: z.array(Availability),
  /** What this person is to this namespace: `viewer`, `responder`, `operator`, `unknown`. */
  role: z.string(),
  /** Set while the cluster is silent: the rest is the last known. */
  silent: Failure.nullable(),
});
export type RolloutPage = z.infer<typeof RolloutPage>;

/** What an action would send, in order, and the same as a person would type it. */
export const Preparation = z.object({ writes: z.array(Write), kubectl: z.array(z.string()), at: z.number() });
export type Preparation = z.infer<typeof Preparation>;

export const rollouts = {
  list: query(RolloutScope, z.object({ rows: z.array(RolloutRow), problems: z.array(ScopeProblem) })),
  get: query(z.object({ target: Target }), RolloutPage),
  /** The exact requests an action would send if it were taken now. Nothing is sent, and it is prepared anew when it is. */
  prepare: query(z.object({ target: Target, command: Command }), Preparation),
  /** Figures of these pod hashes over the last minutes, from the metric server. */
  history: query(
    z.object({ target: Target, hashes: z.array(z.string().min(1)).min(1).max(4), minutes: z.number().int().positive().max(360) }),
    HealthHistory,
  ),
  /** By targetKey. */
  watch: live(RolloutWatch, RolloutRow),
  /** One key: `page`. */
  watchOne: live(z.object({ target: Target }), RolloutPage),
  act: command(
    z.object({
      target: Target,
      command: Command,
      reason: z.string().max(2_000),
      timeoutSeconds: z.number().positive().max(3_600).default(120),
    }),
    Act,
  ),
};
