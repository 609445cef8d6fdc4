import { useEffect, useRef } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { WindowSignal } from '#shared/contract/window-signal.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { useSandbox } from '../../features/connections/queries.ts';
import { useRolloutRows } from '../../lib/live-queries.ts';
import { isDesktop, tellDesktop } from './notices/deliver.ts';
import { routeOf } from './notices/notices.ts';
import { useWorst } from './use-worst.ts';

/** In the desktop the tray carries the worst state, and the way to each that needs a human. Told only when it is something else. */
export function useTray(): void {
  const { items } = useRolloutRows();
  const worst = useWorst();
  const practice = useSandbox() !== null;
  const told = useRef('');
  useEffect(() => {
    if (!isDesktop()) return;
    const words = `${practice ? 'Sandbox: ' : ''}${worst?.word ?? 'All is well'}`;
    const signal: WindowSignal = { type: 'rcc:worst', state: worst?.state ?? 'healthy', words, waiting: waitingIn(items.values()) };
    const text = JSON.stringify(signal);
    if (text === told.current) return;
    told.current = text;
    tellDesktop(signal);
  }, [items, worst, practice]);
}

const mostWaiting = 8;

/** Longest wait first. */
function waitingIn(rows: Iterable<RolloutRow>): { text: string; route: string }[] {
  return [...rows]
    .filter(({ attention }) => attention.group === 'needs-a-human')
    .toSorted((a, b) => (a.attention.since ?? 0) - (b.attention.since ?? 0) || keyOf(a).localeCompare(keyOf(b)))
    .slice(0, mostWaiting)
    .map(({ workload: { target } }) => ({ text: `${target.name} (${target.context} / ${target.namespace})`, route: routeOf(target) }));
}

function keyOf({ workload }: RolloutRow): string {
  return targetKey(workload.target);
}
