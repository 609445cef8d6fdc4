import { spanText } from '../rollouts/words.ts';
import type { Silence, TimelineEntry } from './views.ts';

const longerThanMs = 120_000;

/**
 * Stretches of an incident in which nobody acted, as far as this timeline knows: no act, note or sign-off of a person and no
 * change by others. What controllers did meanwhile does not fill it.
 * @param from epoch ms: where the harm began, or the opening
 * @param until epoch ms: the closing, or now
 */
export function silencesOf(entries: readonly TimelineEntry[], from: number, until: number): Silence[] {
  const acted = entries.filter((entry) => entry.tone === 'person' || entry.tone === 'outside' || isAct(entry)).map(({ at }) => at);
  const marks = [from, ...acted.filter((at) => at > from && at < until), until];
  return marks.flatMap((to, index) => {
    const before = marks[index - 1];
    if (before === undefined || to - before <= longerThanMs) return [];
    return [{ from: before, to, text: `${spanText(to - before)}: nobody acted, as far as this timeline knows.` }];
  });
}

function isAct({ source }: TimelineEntry): boolean {
  return source === 'audit' || source === 'sign-off' || source === 'note' || source === 'train';
}
