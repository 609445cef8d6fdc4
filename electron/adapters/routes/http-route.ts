import { z } from 'zod';
import type { Backends } from '#shared/domain/rollouts/workload.ts';
import { type Share, shareOf, worstOf } from './share.ts';

const HttpRoute = z.object({
  spec: z.object({
    rules: z.array(z.object({ backendRefs: z.array(z.object({ name: z.string(), weight: z.number().nullish() })).nullish() })).nullish(),
  }),
});

/** The canary's share by an HTTPRoute. A backend without a weight has 1, a rule whose weights are all 0 sends nobody anywhere. */
export function httpRouteShare(raw: unknown, backends: Backends | null): Share {
  const parsed = HttpRoute.safeParse(raw);
  if (!parsed.success) return { percent: null, note: 'cannot be read as an HTTPRoute' };
  const rules = (parsed.data.spec.rules ?? []).map((rule) =>
    (rule.backendRefs ?? []).map(({ name, weight }) => {
      const side = name === backends?.canaryService ? 'canary' : name === backends?.stableService ? 'stable' : 'other';
      return { side, weight: weight ?? 1 } as const;
    }),
  );
  return worstOf(rules.map(shareOf), backends);
}
