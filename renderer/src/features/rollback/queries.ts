import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Failure, Result } from '#shared/contract/result.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import type { Lever, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { HealthHistory } from '#shared/domain/rollouts/version-health.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import type { LiveState } from '../../lib/fold.ts';
import { useLive } from '../../lib/use-live.ts';

export interface PlanChoice {
  /** null: the desk chooses the cheapest lever that fits. */
  readonly lever: Lever | null;
  readonly toRevision: number | null;
}

export interface PlanReading {
  /** The newest plan that could be made. A rollback is never refused for age: an old plan stays, and says its age. */
  readonly plan: RollbackPlan | null;
  /** Why it could not be made, or not be read again. */
  readonly problem: Failure | null;
}

/** A plan on the screen is read again when it is this old, ms. */
const readAgainMs = 10_000;

/** The plan, read again by itself while `fresh`: not while somebody has armed it, so that nothing changes under a thumb. Not `asked`: none is made. */
export function usePlan(
  target: Target,
  choice: PlanChoice,
  fresh: boolean,
  asked = true,
): { readonly reading: PlanReading | null; readonly again: () => void } {
  const { client } = useBackend();
  const queries = useQueryClient();
  const queryKey = ['rollback', 'plan', targetKey(target), choice.lever, choice.toRevision];
  const { data, refetch } = useQuery<PlanReading>({
    queryKey,
    queryFn: async ({ signal }) => {
      const result = await ask(() => client.rollback.plan({ target, ...choice }, { signal }));
      if (result.ok) return { plan: result.value, problem: null };
      return { plan: queries.getQueryData<PlanReading>(queryKey)?.plan ?? null, problem: result.error };
    },
    enabled: asked,
    refetchInterval: fresh ? readAgainMs : false,
    gcTime: 0,
  });
  return { reading: data ?? null, again: () => void refetch() };
}

/** Acts on this workload: those that run, and the last few that ended. By auditId. */
export function useActs(target: Target): LiveState<Act> {
  const { client } = useBackend();
  return useLive<Act>(['rollback', 'watch', targetKey(target)], (signal) => client.rollback.watch({ target }, { signal }));
}

const historyMinutes = 15;
const historyEveryMs = 5_000;

function lastOf(read: Result<HealthHistory> | undefined): number {
  return read?.ok === true ? (read.value.at.at(-1) ?? 0) : 0;
}

/** What the metric server counted of both versions around a rollback; read again until its last point is as young as `until`, epoch ms. null: not known. */
export function useHistory(
  target: Target,
  { bad, good }: { readonly bad: string; readonly good: string },
  asked: boolean,
  until: number,
): HealthHistory | null {
  const { client } = useBackend();
  const hashes = [...new Set([bad, good])].filter((hash) => hash !== '');
  const { data } = useQuery({
    queryKey: ['rollback', 'history', targetKey(target), ...hashes],
    queryFn: ({ signal }) => ask(() => client.rollouts.history({ target, hashes, minutes: historyMinutes }, { signal })),
    enabled: asked && bad !== '',
    refetchInterval: ({ state }) => (lastOf(state.data) < until ? historyEveryMs : false),
    gcTime: 0,
  });
  return data?.ok === true ? data.value : null;
}
