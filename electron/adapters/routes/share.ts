import type { Backends } from '#shared/domain/rollouts/workload.ts';

/** A canary's share in percent; null: the route does not say, and `note` says why. */
export interface Share {
  readonly percent: number | null;
  readonly note: string;
}

export interface WeightedBackend {
  readonly side: 'canary' | 'stable' | 'other';
  /** null: not given. */
  readonly weight: number | null;
}

/** The canary's share of one rule, or null when the rule names neither version, or only the canary (a header or mirror rule). */
export function shareOf(rule: readonly WeightedBackend[]): Share | null {
  if (!rule.some((backend) => backend.side !== 'other')) return null;
  const [only] = rule;
  if (rule.length === 1 && only !== undefined)
    return { percent: only.side === 'canary' ? 100 : 0, note: only.side === 'canary' ? onlyCanary : '' };
  const sum = rule.reduce((total, backend) => total + (backend.weight ?? 0), 0);
  if (sum <= 0) return { percent: null, note: 'all its weights are 0' };
  const canary = rule.filter((backend) => backend.side === 'canary').reduce((total, backend) => total + (backend.weight ?? 0), 0);
  return { percent: (canary / sum) * 100, note: '' };
}

const onlyCanary = 'one rule names the canary alone';

/** One figure for several rules: the largest, because what a person must know is how much traffic can reach the canary. */
export function worstOf(shares: readonly (Share | null)[], backends: Backends | null): Share {
  const said = shares.filter((share) => share !== null);
  // A rule with the canary alone is a header rule, unless there is nothing else.
  const weighed = said.some((share) => share.note !== onlyCanary) ? said.filter((share) => share.note !== onlyCanary) : said;
  const known = weighed.filter((share) => share.percent !== null).sort((one, other) => (other.percent ?? 0) - (one.percent ?? 0));
  const [largest] = known;
  if (largest === undefined) return weighed[0] ?? { percent: null, note: namesNeither(backends) };
  const differ = known.some((share) => share.percent !== largest.percent);
  return { percent: largest.percent, note: differ ? 'its rules differ, the largest is shown' : '' };
}

function namesNeither(backends: Backends | null): string {
  const names = [backends?.canaryService ?? backends?.canarySubset, backends?.stableService ?? backends?.stableSubset].filter(Boolean);
  return names.length === 0 ? 'the Rollout names no Services to look for' : `names neither ${names.join(' nor ')}`;
}
