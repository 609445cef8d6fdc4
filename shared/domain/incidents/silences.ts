import { spanText } from '../rollouts/words.ts';
import type { Silence, TimelineEntry } from './views.ts';

const longerThanMs = 120_000;

/**
 * Stretches of an incident in which nobody acted, as far as this timeline knows: no act, note or sign-off of a person and no
 * change by others. What controllers did meanwhile does not fill it.
 * @param until epoch ms: the closing, or now
 */
export function silencesOf(entries: readonly TimelineEntry[], openedAt: number, until: number): Silence[] {
  const acted = entries.filter((entry) => entry.tone === 'person' || entry.tone === 'outside' || isAct(entry)).map(({ at }) => at);
  const marks = [openedAt, ...acted.filter((at) => at > openedAt && at < until), until];
  return marks.flatMap((to, index) => {
    const from = marks[index - 1];
    if (from === undefined || to - from <= longerThanMs) return [];
    return [{ from, to, text: `${spanText(to - from)}: nobody acted, as far as this timeline knows.` }];
  });
}

function isAct({ source }: TimelineEntry): boolean {
  return source === 'audit' || source === 'sign-off' || source === 'note' || source === 'train';
}
