import { z } from 'zod';

export const Condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().default(''),
  message: z.string().default(''),
  lastUpdateTime: z.string().optional(),
  lastTransitionTime: z.string().optional(),
});
export type Condition = z.infer<typeof Condition>;

export interface Wanted {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

export function conditionOf(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((each) => each.type === type);
}

export function withoutCondition(conditions: readonly Condition[], type: string): readonly Condition[] {
  return conditions.filter((each) => each.type !== type);
}

/**
 * The conditions with one set, as Deployments and Rollouts both do it: nothing changes while status and reason stay, a changed one goes
 * to the end, and the transition time stays with the status.
 * @param now RFC 3339
 */
export function setCondition(conditions: readonly Condition[], wanted: Wanted, now: string): readonly Condition[] {
  const before = conditionOf(conditions, wanted.type);
  if (before?.status === wanted.status && before.reason === wanted.reason) return conditions;
  return renewCondition(conditions, wanted, now);
}

/** As `setCondition`, but told again even when nothing changed: the deadline of progress counts from `lastUpdateTime`. */
export function renewCondition(conditions: readonly Condition[], wanted: Wanted, now: string): readonly Condition[] {
  const before = conditionOf(conditions, wanted.type);
  const lastTransitionTime = before?.status === wanted.status ? (before.lastTransitionTime ?? now) : now;
  return [...withoutCondition(conditions, wanted.type), { ...wanted, lastUpdateTime: now, lastTransitionTime }];
}
