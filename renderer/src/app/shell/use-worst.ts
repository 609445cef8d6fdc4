import { useMemo } from 'react';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { useTicking } from '../../components/clock-context.tsx';
import { useConnectionState } from '../../lib/backend-context.tsx';
import { countedText } from '../../lib/count-text.ts';
import { isStillRead, silentClusters } from '../../features/rollouts/list-rows.ts';
import { useRolloutRows, useStillConnections } from '../../lib/live-queries.ts';
import { useScope } from '../../lib/scope-store.ts';

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
  const { known: connections } = useStillConnections();
  const { contexts } = useScope();
  const watched = contexts?.join('\n') ?? null;
  const worst = useMemo((): Worst | null => {
    if (silent) return { state: 'stale', word: 'Desk is silent' };
    if (connection === 'lost') return { state: 'stale', word: 'Desk not reached' };
    const rows = [...items.values()];
    const needs = rows.filter(({ attention }) => attention.group === 'needs-a-human');
    const worst = severity.find((state) => needs.some(({ attention }) => attention.state === state));
    const looked = watched?.split('\n') ?? null;
    const unread = silentClusters(connections, looked).length;
    // What is not read yet may well be worse: nothing is said of all.
    const reading = isStillRead(connections, looked);
    const soFar = reading ? ' so far' : '';
    const count = needs.length + unread;
    if (count > 0) return { state: worst ?? 'stale', word: `${count === 1 ? '1 needs a human' : `${count} need a human`}${soFar}` };
    const stale = rows.filter(({ attention }) => attention.group === 'silent').length;
    if (stale > 0) return { state: 'stale', word: `${countedText(stale, 'rollout is silent', 'rollouts are silent')}${soFar}` };
    return reading ? { state: 'progressing', word: 'Still being read' } : null;
  }, [items, connection, silent, connections, watched]);
  const state = worst?.state ?? null;
  const word = worst?.word ?? null;
  // The same words are the same answer: a sign of life writes no title anew.
  return useMemo(() => (state === null || word === null ? null : { state, word }), [state, word]);
}
