import type { IncidentSummary } from '#shared/domain/incidents/views.ts';
import type { TrainSummary } from '#shared/domain/trains/views.ts';
import { trainBadges } from '../../../features/trains/train-words.ts';
import { dayText } from '../../../lib/wall-time.ts';
import type { PaletteEntry } from './entry.ts';

export interface ReleaseRoads {
  readonly openTrain: (train: string) => void;
  readonly openIncident: (incident: string) => void;
}

export function trainEntry({ id, label, state, timetable }: TrainSummary, { openTrain }: ReleaseRoads): PaletteEntry {
  const [badge, word] = trainBadges[state];
  return {
    id: `train ${id}`,
    text: label,
    where: 'train',
    section: 'Trains',
    state: badge,
    word,
    words: `train release ${id} ${timetable} ${word} board checklist`,
    run: () => openTrain(id),
  };
}

export function incidentEntry({ id, title, state, severity, openedAt, targets }: IncidentSummary, roads: ReleaseRoads): PaletteEntry {
  return {
    id: `incident ${id}`,
    text: `${id} ${title}`,
    where: `incident, severity ${severity}, ${state} since ${dayText(openedAt)}`.replace('closed since', 'closed, opened'),
    section: 'Incidents',
    words: `incident ${state} ${targets.map(({ name }) => name).join(' ')}`,
    run: () => roads.openIncident(id),
  };
}
