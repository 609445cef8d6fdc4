import { ok } from '#shared/contract/result.ts';
import { sampleChecklist, sampleGo, sampleLeft } from '../../testing/checklist-sample.ts';
import { longIncident, sampleIncident, sampleIncidents } from '../../testing/incident-sample.ts';
import { fullTrain, sampleApprovals, sampleDeparted, sampleTrain } from '../../testing/train-sample.ts';
import { type Answers, killedAfter, still } from './gallery-backend.ts';
import type { ScreenSample } from './screen-sample.ts';

const answers: Answers = {
  'trains.watch': (signal) =>
    still(
      [sampleTrain(), ...sampleTrain().others].map((train) => [train.id, train]),
      signal,
    ),
  'trains.watchOne': (signal) => still([['page', sampleTrain()]], signal),
  'trains.approvals': () => ok(sampleApprovals()),
  'checklist.watch': (signal) => still([['checklist', sampleChecklist()]], signal),
  'incidents.watch': (signal) =>
    still(
      sampleIncidents().map((one) => [one.id, one]),
      signal,
    ),
  'incidents.watchOne': (signal) => still([['page', sampleIncident()]], signal),
};
const train = '#/trains/shop-2026-11-24';

/** Trains, their checklist, and incidents. */
export const releaseSamples: readonly ScreenSample[] = [
  { name: 'trains', hash: '#/trains', answers },
  { name: 'trains-empty', hash: '#/trains', answers: { 'trains.watch': (signal) => still([], signal) } },
  { name: 'train', hash: train, answers, phone: true },
  {
    name: 'train-departed',
    hash: train,
    answers: { ...answers, 'trains.watchOne': (signal) => still([['page', sampleDeparted()]], signal) },
    phone: true,
  },
  { name: 'train-200', hash: train, answers: { ...answers, 'trains.watchOne': (signal) => still([['page', fullTrain(200)]], signal) } },
  { name: 'checklist', hash: `${train}/checklist`, answers, phone: true },
  { name: 'checklist-projector', hash: `${train}/checklist`, answers, keys: ['v'] },
  {
    name: 'checklist-go',
    hash: `${train}/checklist`,
    answers: { ...answers, 'checklist.watch': (signal) => still([['checklist', sampleGo()]], signal) },
  },
  {
    name: 'checklist-left',
    hash: `${train}/checklist`,
    answers: { ...answers, 'checklist.watch': (signal) => still([['checklist', sampleLeft()]], signal) },
  },
  { name: 'incidents', hash: '#/incidents', answers },
  { name: 'incidents-empty', hash: '#/incidents', answers: { 'incidents.watch': (signal) => still([], signal) } },
  { name: 'incident', hash: '#/incidents/INC-118', answers, phone: true },
  {
    name: 'incident-200',
    hash: '#/incidents/INC-118',
    answers: { ...answers, 'incidents.watchOne': (signal) => still([['page', longIncident(200)]], signal) },
  },
  {
    // The desk was killed while somebody reads: what was known stays, and says so above it.
    name: 'incident-stale',
    hash: '#/incidents/INC-118',
    answers: { ...answers, 'incidents.watchOne': killedAfter([['page', longIncident(40)]]) },
  },
  {
    name: 'incident-closed',
    hash: '#/incidents/INC-118',
    answers: {
      ...answers,
      'incidents.watchOne': (signal) =>
        still(
          [
            [
              'page',
              sampleIncident({
                state: 'closed',
                closedAt: sampleIncident().openedAt + 1_260_000,
                gaps: [],
                cost: null,
                costProblem: 'No revenue is declared for payments in timetable.yaml.',
              }),
            ],
          ],
          signal,
        ),
    },
  },
];
