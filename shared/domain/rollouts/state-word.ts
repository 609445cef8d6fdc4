import type { Attention, StateBadge } from './attention.ts';

/** What a person filters by and reads: Argo's `Paused` is two things, one that ends by itself and one that waits for somebody. */
export type ListState = StateBadge | 'waits';
export const listStates = ['healthy', 'progressing', 'paused', 'waits', 'degraded', 'aborted', 'stale', 'unknown'] as const;

/** `paused`: a timer ends it. `waits`: only a person does (promote or resume). */
export function listStateOf({ state, group }: Pick<Attention, 'state' | 'group'>): ListState {
  return state === 'paused' && group === 'needs-a-human' ? 'waits' : state;
}

const words: Readonly<Record<ListState, string>> = {
  healthy: 'Healthy',
  progressing: 'Progressing',
  paused: 'Paused',
  waits: 'Waits',
  degraded: 'Degraded',
  aborted: 'Aborted',
  stale: 'Stale',
  unknown: 'Unknown',
};

/** `Paused` or `Waits`, one word for a column. */
export function stateWord(attention: Pick<Attention, 'state' | 'group'>): string {
  return words[listStateOf(attention)];
}

/** The same where there is room to say what ends it. */
export function stateWords(attention: Pick<Attention, 'state' | 'group'>): string {
  const state = listStateOf(attention);
  if (state === 'paused') return 'Paused, goes on by itself';
  return state === 'waits' ? 'Waits for a person' : words[state];
}
