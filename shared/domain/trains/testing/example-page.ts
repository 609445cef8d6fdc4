import type { TrainPage, TrainSummary } from '../views.ts';
import { exampleChange, examplePlan, manifestedOf } from './example-train.ts';

/** For tests: the shop's train while it waits for the go, payments and checkout aboard. */
export function exampleTrainSummary(more: Partial<TrainSummary> = {}): TrainSummary {
  const { id, label, timetable, boardsAt, cutAt, departsAt } = examplePlan();
  return {
    id,
    label,
    timetable,
    state: 'deciding',
    sentence: 'Waits for the go; departs 26 Nov 10:30',
    zone: 'Europe/Berlin',
    boardsAt,
    cutAt,
    departsAt,
    wasCutAt: cutAt,
    departedAt: null,
    endedAt: null,
    aboard: 2,
    changes: 6,
    conductor: { name: 'm.okafor', until: null },
    hold: null,
    standing: null,
    needsHuman: 1,
    ...more,
  };
}

export function exampleTrainPage(more: Partial<TrainPage> = {}): TrainPage {
  const target = (name: string) => ({ context: 'prod-eu-west', namespace: 'shop', kind: 'Rollout' as const, name });
  const leg = (name: string) => ({
    region: 'eu-west',
    target: target(name),
    state: 'waiting' as const,
    text: '',
    since: null,
    weight: null,
    auditId: null,
  });
  const passengers = ['payments', 'checkout'].map((name, index) => ({
    ...manifestedOf(exampleChange(name, index + 1)),
    checks: { passed: 5, waived: 1, failed: 0, waiting: 0, total: 6, waivers: [] },
    legs: [leg(name)],
  }));
  return {
    ...exampleTrainSummary(),
    passengers,
    notAboard: [
      { service: 'catalog', at: 0, text: 'catalog 1.3.0 arrived at the cut. It boards shop-2026-12-01 by itself', next: 'shop-2026-12-01' },
    ],
    notes: [{ tone: 'note', text: 'checkout 1.2.0 needs payments 1.1.0: it leaves once that has arrived.' }],
    holds: [],
    costOfDelay: 'It would keep 6 changes of 2 services waiting, 2 of them fixes.',
    freezes: [],
    waves: [['payments'], ['checkout']],
    others: [],
    acts: [{ act: 'depart', enabled: true, reason: '' }],
    problems: [],
    at: 0,
    ...more,
  };
}
