import { useMemo } from 'react';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { useRolloutRows } from '../lib/live-queries.ts';

/** The rollouts before and after this one among those that need a human, longest wait first. */
export function useNeighbours(target: Target): { readonly previous: Target | null; readonly next: Target | null } {
  const { items } = useRolloutRows();
  const key = targetKey(target);
  return useMemo(() => {
    const waiting = [...items]
      .filter(([, row]) => row.attention.group === 'needs-a-human')
      .toSorted(([, a], [, b]) => (a.attention.since ?? 0) - (b.attention.since ?? 0));
    const at = waiting.findIndex(([other]) => other === key);
    const targetAt = (index: number) => waiting[index]?.[1].workload.target ?? null;
    return { previous: at < 0 ? null : targetAt(at - 1), next: targetAt(at + 1) };
  }, [items, key]);
}
