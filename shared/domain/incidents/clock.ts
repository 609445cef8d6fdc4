import type { Incident } from './incident.ts';
import type { IncidentClock } from './views.ts';

/** Facts of metrics that say when it began, whoever declared what bad is. */
const begins = /^breach:.*:begins:\d+$/;

/**
 * Where elapsed times count from: the first harm that metrics show, as people corrected it, else the opening. What was hidden does
 * not count: somebody said that it was none.
 */
export function clockOf({ facts, marks, openedAt, since }: Pick<Incident, 'facts' | 'marks' | 'openedAt' | 'since'>): IncidentClock {
  const harms = [...facts.values()].flatMap(({ id, at, text, precisionMs }) => {
    const mark = marks.get(id);
    if (!begins.test(id) || at < since || (mark?.hidden ?? null) !== null) return [];
    const corrected = mark?.corrected?.to ?? null;
    return [{ from: 'harm' as const, at: corrected ?? at, precisionMs: corrected === null ? precisionMs : 1, text }];
  });
  const [first] = harms.sort((one, other) => one.at - other.at || (one.text < other.text ? -1 : 1));
  return first ?? { from: 'opened', at: openedAt, precisionMs: 1, text: 'No metric shows when the harm began.' };
}
