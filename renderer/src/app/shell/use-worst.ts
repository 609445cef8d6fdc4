import { useMemo } from 'react';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { useTicking } from '../../components/clock-context.tsx';
import { useConnectionState } from '../../lib/backend-context.tsx';
import { countedText } from '../../lib/count-text.ts';
import { useRolloutRows } from '../../lib/live-queries.ts';

export interface Worst {
  readonly state: Badge;
  /** `4 need a human` */
  readonly word: string;
}

const severity: readonly Badge[] = ['degraded', 'aborted', 'unknown', 'paused', 'stale', 'progressing'];

/** The worst state of anything on the desk, in a word; null when all is well. The bar and the window's title carry it. */
export function useWorst(): Worst | null {
  const { items } = useRolloutRows();
  const connection = useConnectionState();
  const silent = useTicking((clock) => clock.isSilent());
  return useMemo(() => {
    if (silent) return { state: 'stale', word: 'Desk is silent' };
    if (connection === 'lost') return { state: 'stale', word: 'Desk not reached' };
    const rows = [...items.values()];
    const needs = rows.filter(({ attention }) => attention.group === 'needs-a-human');
    const worst = severity.find((state) => needs.some(({ attention }) => attention.state === state));
    if (worst !== undefined) return { state: worst, word: needs.length === 1 ? '1 needs a human' : `${needs.length} need a human` };
    const stale = rows.filter(({ attention }) => attention.group === 'silent').length;
    return stale === 0 ? null : { state: 'stale', word: countedText(stale, 'rollout is silent', 'rollouts are silent') };
  }, [items, connection, silent]);
}
