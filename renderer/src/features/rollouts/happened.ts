import type { TimelineMark } from '#shared/domain/rollouts/timeline.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import type { AxisEvent, Lane } from '../../charts/time-axis.tsx';
import type { GlyphName } from '../../components/glyph.tsx';

export interface MarkLook {
  readonly glyph: GlyphName;
  readonly state?: Badge;
  /** Said to those who do not see the drawing. */
  readonly word: string;
}

/** How a mark is drawn: a shape for who, a colour only for how it went. */
export function lookOf({ who, look }: Pick<TimelineMark, 'who' | 'look'>): MarkLook {
  if (who === 'others') return { glyph: 'ghost', word: 'changed outside this desk' };
  switch (look) {
    case 'warning':
      return { glyph: 'degraded', state: 'degraded', word: 'warning' };
    case 'effective':
      return { glyph: 'person', word: 'act, effective' };
    case 'open':
      return { glyph: 'progressing', state: 'progressing', word: 'act, open' };
    case 'failed':
      return { glyph: 'degraded', state: 'degraded', word: 'act, not effective' };
    case 'plain':
      return { glyph: 'ring', word: 'event' };
  }
}

const lanes = [
  ['desk', 'this desk', 'Acts of this desk, from its audit log'],
  ['cluster', 'cluster', 'Events of the cluster: what its controllers did'],
  ['others', 'others', 'Changed outside this desk, with kubectl or by another tool: the ghost. The cluster may not say by whom'],
] as const;

/** One lane for each of those who did something; the desk's and the others' stay, so that an empty lane says "nobody". */
export function lanesOf(marks: readonly TimelineMark[]): Lane[] {
  return lanes.map(([who, source, means]) => ({
    source,
    means,
    events: marks
      .filter((mark) => mark.who === who)
      .map((mark): AxisEvent => {
        const { glyph, state } = lookOf(mark);
        return { key: mark.key, at: mark.at, text: mark.text, glyph, ...(state === undefined ? {} : { state }) };
      }),
  }));
}

const shortestMs = 10 * 60_000;
const longestMs = 24 * 3_600_000;

/**
 * The window of the axis, epoch ms: wide enough for what belongs to this release, never shorter than ten minutes nor longer than a
 * day. What is older stands in the list only.
 * @param since when this release began, or null
 */
export function windowOf(
  marks: readonly TimelineMark[],
  since: number | null,
  now: number,
): { readonly from: number; readonly to: number } {
  const recent = marks.filter(({ at }) => now - at <= longestMs).map(({ at }) => at);
  const first = Math.min(now - shortestMs, ...(since === null ? recent : [since]));
  const from = Math.max(now - longestMs, first - (now - first) * 0.04);
  return { from, to: now };
}
