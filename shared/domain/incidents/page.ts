import { clockOf } from './clock.ts';
import { costOf } from './cost.ts';
import type { Incident } from './incident.ts';
import { peopleOf } from './people.ts';
import { sentenceOf } from './sentence.ts';
import { silencesOf } from './silences.ts';
import { timelineOf } from './timeline.ts';
import type { IncidentPage, IncidentSummary } from './views.ts';

export function summaryOf(incident: Incident): IncidentSummary {
  const { id, title, severity, openedAt, openedBy, causes, targets, closed } = incident;
  return {
    id,
    title,
    severity,
    state: closed === null ? 'open' : 'closed',
    openedAt,
    openedBy,
    cause: causes[0] ?? 'by hand',
    targets: [...targets],
    closedAt: closed?.at ?? null,
    clock: clockOf(incident),
    sentence: sentenceOf(incident),
  };
}

/** Everything a screen or an export shows. The same incident at the same time gives the same page. `now` epoch ms. */
export function pageOf(incident: Incident, now: number): IncidentPage {
  const entries = timelineOf(incident);
  const until = incident.closed?.at ?? now;
  const { cost, problem } = costOf(incident, until);
  return {
    ...summaryOf(incident),
    since: incident.since,
    entries,
    differences: [...incident.differences.values()],
    silences: silencesOf(entries, Math.min(clockOf(incident).at, incident.openedAt), until),
    cost,
    costProblem: problem,
    people: peopleOf(incident, entries),
    review: incident.review?.review ?? null,
    gaps: [...incident.gaps],
    at: now,
  };
}
