import { z } from 'zod';

const Words = z.record(z.string(), z.string());

/** What we read of any object's metadata. Unknown fields are dropped. */
export const ObjectMeta = z.object({
  name: z.string(),
  namespace: z.string().default(''),
  uid: z.string().default(''),
  resourceVersion: z.string().default(''),
  generation: z.number().default(0),
  creationTimestamp: z.string().nullish(),
  deletionTimestamp: z.string().nullish(),
  labels: Words.nullish(),
  annotations: Words.nullish(),
  ownerReferences: z.array(z.object({ uid: z.string(), kind: z.string(), name: z.string(), controller: z.boolean().nullish() })).nullish(),
  managedFields: z.array(z.object({ manager: z.string().default(''), subresource: z.string().nullish() })).nullish(),
});
export type ObjectMeta = z.infer<typeof ObjectMeta>;

export const Selector = z.object({
  matchLabels: Words.nullish(),
  matchExpressions: z.array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).nullish() })).nullish(),
});

export const ConditionSchema = z.object({
  type: z.string().default(''),
  status: z.string().default(''),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  lastTransitionTime: z.string().nullish(),
  lastUpdateTime: z.string().nullish(),
});

/** RFC 3339 to epoch ms; null for nothing and for what is no time. */
export function epochOf(time: string | null | undefined): number | null {
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

/** A label selector as a query parameter: `app=payments,tier in (a,b),!old`. */
export function selectorText(selector: z.infer<typeof Selector> | null | undefined): string {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values }) => {
    const list = `(${(values ?? []).join(',')})`;
    if (operator === 'In') return `${key} in ${list}`;
    if (operator === 'NotIn') return `${key} notin ${list}`;
    return operator === 'DoesNotExist' ? `!${key}` : key;
  });
  return [...equal, ...expressions].join(',');
}

export function conditionsOf(conditions: readonly z.infer<typeof ConditionSchema>[]) {
  return conditions.map(({ type, status, reason, message, lastTransitionTime, lastUpdateTime }) => ({
    type,
    status,
    reason: reason ?? '',
    message: message ?? '',
    at: epochOf(lastUpdateTime ?? lastTransitionTime),
  }));
}

/** Whom people look for: the label or annotation that names a team, in the order most often used. */
export function ownerOf(meta: ObjectMeta): string | null {
  for (const key of ['owner', 'team', 'app.kubernetes.io/team', 'app.kubernetes.io/part-of']) {
    const value = meta.annotations?.[key] ?? meta.labels?.[key];
    if (value !== undefined && value !== '') return value;
  }
  return null;
}
