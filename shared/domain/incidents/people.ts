import type { Incident } from './incident.ts';
import type { IncidentPage, TimelineEntry } from './views.ts';

/** Names that are no person. */
const programs = new Set(['desk', 'controller']);

/** Who took part and what they last did, newest first: whoever acted, signed, wrote or corrected. */
export function peopleOf(incident: Incident, entries: readonly TimelineEntry[]): IncidentPage['people'] {
  const last = new Map<string, { did: string; lastAt: number }>();
  const took = (name: string, did: string, at: number) => {
    const known = last.get(name);
    if (known === undefined || at > known.lastAt) last.set(name, { did, lastAt: at });
  };
  for (const { who, source, text, at, annotations } of entries) {
    const acted = source === 'audit' || source === 'sign-off' || source === 'note' || source === 'train' || source === 'desk';
    if (who !== null && acted && !programs.has(who)) took(who, source === 'note' ? 'wrote a note' : text, at);
    for (const { by, at: annotatedAt } of annotations) took(by, 'worked on the timeline', annotatedAt);
  }
  return [...last]
    .map(([name, { did, lastAt }]) => ({ name, did, lastAt }))
    .filter(({ name }) => !name.startsWith('unknown') && name !== incident.id)
    .sort((one, other) => other.lastAt - one.lastAt || (one.name < other.name ? -1 : 1));
}
