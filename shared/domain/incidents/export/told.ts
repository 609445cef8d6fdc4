import { spanText } from '../../rollouts/words.ts';
import type { SeenAtHold } from '../seen-at-hold.ts';
import type { IncidentPage, SubjectDifference, TimelineEntry } from '../views.ts';

/** A line of a version difference as people read it; what was not there or is gone says so. */
export function changeText({ before, after }: Pick<SubjectDifference['lines'][number], 'before' | 'after'>): {
  readonly before: string;
  readonly after: string;
} {
  return { before: before ?? 'not set', after: after ?? 'not set' };
}

/** What a difference begins with: which versions of what. */
export function differenceTitle({ target, from, to }: SubjectDifference): string {
  return `${target.name}, cluster ${target.context}: ${to} against ${from}`;
}

/** How old a figure was when it was looked at. */
export function ageAtHold(figure: SeenAtHold['figures'][number], hold: number): string {
  if (figure.at === null) return 'no age';
  const ms = Math.max(0, hold - figure.at);
  return ms < 10_000 ? `${Math.round(ms / 100) / 10} s` : spanText(ms);
}

/** The holds of a page, with what was seen at each; hidden ones only where asked for. */
export function holdsOf({ entries }: IncidentPage, hidden: boolean): readonly (TimelineEntry & { readonly seen: SeenAtHold })[] {
  return entries.flatMap((entry) => (entry.seen === null || (entry.hidden && !hidden) ? [] : [{ ...entry, seen: entry.seen }]));
}

/** What opened it, as its own first entry says. */
export function openingText({ entries, cause }: Pick<IncidentPage, 'entries' | 'cause'>): string {
  const told =
    entries.find(({ id }) => id === 'desk:opened')?.detail ?? (cause === 'by hand' ? null : cause.replace(/^rollback .*/, 'a rollback'));
  return told === null ? 'by hand' : `after ${told}`;
}

/** What was held: `Abort held`. Its reason is told with the act. */
export function holdTitle({ text }: Pick<TimelineEntry, 'text'>): string {
  return (text.split(/[.:]? “/)[0] ?? text).replace(/\.$/, '');
}

/** Said where a timeline begins: what its times can bear. */
export const precisionLegend =
  'Times with milliseconds are exact. Kubernetes and CI keep whole seconds; +15 s is the stretch of a metric reading. Where two overlap, an act stands before what may have come of it.';
