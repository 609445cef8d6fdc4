import { z } from 'zod';

const LocalDateTime = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'a local date and time, for example 2026-11-26T22:00');
const Name = z.string().trim().min(1, 'a name').max(120, 'at most 120 characters');

export const FreezeRule = z.strictObject({
  name: Name,
  zone: Name.describe('An IANA time zone'),
  from: LocalDateTime,
  until: LocalDateTime,
  services: z.array(Name).min(1, 'at least one service').optional().describe('Without it, all of them'),
});
export type FreezeRule = z.infer<typeof FreezeRule>;

export const BudgetRule = z.strictObject({
  /** For example 99.9: a tenth of a percent may fail. */
  objectivePercent: z.number('a number, percent').gt(0, 'above 0').lt(100, 'below 100: of 100 no budget is left'),
  /** The metric server's answer is the share of bad requests over the window, 0–1. */
  query: z.string().trim().min(1, 'a query'),
  window: Name.describe('For people: 28 days'),
  context: Name.optional().describe('Whose metric server is asked; without it, that of the first region'),
});
export type BudgetRule = z.infer<typeof BudgetRule>;

/** `policy.yaml` in the release folder. All of it blocks going forward only; nothing here is asked before a rollback. */
export const ReleasePolicy = z.strictObject({
  version: z.number('a whole number').int('a whole number').positive('1 or more'),
  freezes: z.array(FreezeRule).max(500, 'at most 500').default([]),
  errorBudgets: z.record(Name, BudgetRule).default({}),
  drills: z.strictObject({ maxAgeDays: z.number().positive('above 0').default(30) }).prefault({}),
});
export type ReleasePolicy = z.infer<typeof ReleasePolicy>;

/** A freeze on the clock of the world, epoch ms. */
export interface Freeze {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** null: all services. */
  readonly services: readonly string[] | null;
}

/** The freezes that a departure between two instants (epoch ms) would touch, for one service. */
export function freezesTouched(freezes: readonly Freeze[], service: string, from: number, to: number): readonly Freeze[] {
  return freezes.filter(
    (freeze) => freeze.from < to && from < freeze.to && (freeze.services === null || freeze.services.includes(service)),
  );
}

/**
 * What is left of an error budget, percent of it; below 0 when it is overspent.
 * @param badShare share of bad requests over the window, 0–1
 */
export function budgetLeft(badShare: number, objectivePercent: number): number {
  const allowed = 1 - objectivePercent / 100;
  return (1 - badShare / allowed) * 100;
}
