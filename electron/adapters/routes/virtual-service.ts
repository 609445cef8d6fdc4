import { z } from 'zod';
import type { Backends } from '#shared/domain/rollouts/workload.ts';
import { type Share, shareOf, type WeightedBackend, worstOf } from './share.ts';

const Destination = z.object({
  destination: z.object({ host: z.string().default(''), subset: z.string().nullish() }).nullish(),
  weight: z.number().nullish(),
});
const Rule = z.object({ name: z.string().nullish(), route: z.array(Destination).nullish() });
const VirtualService = z.object({
  spec: z.object({ http: z.array(Rule).nullish(), tls: z.array(Rule).nullish(), tcp: z.array(Rule).nullish() }),
});

/** The canary's share by an Istio VirtualService. Only rules the controller weighs count, not the ones it puts in for headers. */
export function virtualServiceShare(raw: unknown, backends: Backends | null): Share {
  const parsed = VirtualService.safeParse(raw);
  if (!parsed.success) return { percent: null, note: 'cannot be read as a VirtualService' };
  const { http, tls, tcp } = parsed.data.spec;
  const named = backends?.ruleNames ?? [];
  const managed = new Set(backends?.managedRules ?? []);
  const owned = (http ?? []).filter(({ name }) => (named.length > 0 ? named.includes(name ?? '') : !managed.has(name ?? '')));
  const rules = [...owned, ...(tls ?? []), ...(tcp ?? [])].map((rule) => (rule.route ?? []).map((route) => backendOf(route, backends)));
  return worstOf(rules.map(shareOf), backends);
}

/** A missing weight counts as nothing beside others; a destination alone gets everything. */
function backendOf({ destination, weight }: z.infer<typeof Destination>, backends: Backends | null): WeightedBackend {
  const host = destination?.host.split('.')[0] ?? '';
  const subset = destination?.subset ?? '';
  const is = (service: string | null | undefined, name: string | null | undefined) =>
    name ? subset === name : service ? host === service : false;
  const canary = is(backends?.canaryService, backends?.canarySubset);
  const stable = !canary && is(backends?.stableService, backends?.stableSubset);
  return { side: canary ? 'canary' : stable ? 'stable' : 'other', weight: weight ?? null };
}
