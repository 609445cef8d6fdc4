import { exampleNow, exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { LegState, Passenger, TrainApproval, TrainPage } from '#shared/domain/trains/views.ts';

const hour = 3_600_000;

function passenger(
  index: number,
  service: string,
  from: string,
  to: string,
  more: Partial<Passenger> = {},
  leg: LegState = 'waiting',
): Passenger {
  const digest = `sha256:${(index + 10).toString(16).repeat(64).slice(0, 64)}`;
  const { target } = exampleWorkload();
  return {
    service,
    repository: `shop/${service}`,
    tier: 2,
    fromVersion: from,
    toVersion: to,
    image: `registry.example/shop/${service}:${to}@${digest}`,
    digest,
    testedDigest: digest,
    testedIn: 'staging',
    rebuild: null,
    commit: 'c07a4d11aa',
    fromCommit: '3b7f20ce01',
    changes: 5 + index,
    versusUsual: 0.8 + index / 10,
    commits: [
      { sha: 'c07a4d11aa', author: 'R. Costa', title: `Release ${to}`, at: exampleNow - 2 * hour },
      { sha: '72cce8d4bb', author: 'S. Novak', title: 'Read the time-out from the environment', at: exampleNow - 5 * hour },
    ],
    authors: ['R. Costa', 'S. Novak'],
    migrations: [],
    configs: [],
    truncated: false,
    boardedAt: exampleNow - 20 * hour,
    needs: [],
    group: null,
    checks: { passed: 7, waived: 0, failed: 0, waiting: 0, total: 7, waivers: [] },
    legs: ['eu-west', 'us-east'].map((region) => ({
      region,
      target: { ...target, name: service },
      state: leg,
      text: leg === 'waiting' ? 'its turn has not come' : 'paused at 5%, step 2 of 6',
      since: exampleNow - 60_000,
      weight: leg === 'waiting' ? null : 5,
      auditId: null,
    })),
    url: null,
    ...more,
  };
}

/** For tests and the gallery: the shop's train, deciding, one check red and one passenger that needs another. */
export function sampleTrain(more: Partial<TrainPage> = {}): TrainPage {
  const base = {
    id: 'shop-2026-11-24',
    label: 'shop, 24 Nov 13:00',
    timetable: 'shop',
    state: 'deciding',
    sentence: 'Cannot go yet: 1 check stops it; departs 26 Nov 11:31',
    zone: 'Europe/Berlin',
    boardsAt: exampleNow - 70 * hour,
    cutAt: exampleNow - 46 * hour,
    departsAt: exampleNow + 18 * 60_000,
    wasCutAt: exampleNow - 46 * hour,
    departedAt: null,
    endedAt: null,
    aboard: 5,
    changes: 39,
    conductor: { name: 'M. Okafor', until: exampleNow + 8 * hour },
    hold: null,
    standing: { state: 'cannot-go', sentence: 'Cannot go yet', detail: '1 check stops it' },
    needsHuman: 3,
  } as const;
  return {
    ...base,
    passengers: [
      passenger(0, 'payments', '2.13.4', '2.14.0', { tier: 1, migrations: ['db/migrations/0042_add_psp.sql'] }),
      passenger(1, 'checkout', '5.30.2', '5.31.0', { tier: 1, needs: ['payments'], group: 'buying' }),
      passenger(2, 'catalog', '3.8.1', '3.8.2'),
      passenger(3, 'search', '1.43.0', '1.44.0', {
        versusUsual: 2.4,
        checks: { passed: 6, waived: 0, failed: 1, waiting: 0, total: 7, waivers: [] },
      }),
      passenger(4, 'accounts', '2.9.0', '2.9.1', {
        checks: {
          passed: 6,
          waived: 1,
          failed: 0,
          waiting: 0,
          total: 7,
          waivers: [
            {
              item: 'digest-equal:accounts',
              title: 'Digest differs from the tested one',
              by: 'A. Lindqvist',
              role: 'admin',
              reason: 'only the base image differs; compared by hand',
              at: exampleNow - hour,
            },
          ],
        },
        rebuild: 'Rebuilt from the same commit: 0d95b38f is not 72cce8d4',
      }),
    ],
    notAboard: [
      {
        service: 'inventory',
        at: exampleNow - 46 * hour + 41_000,
        text: 'inventory 0.29.0 arrived 41 s after the cut.',
        next: 'shop-2026-12-01',
      },
      { service: null, at: exampleNow - 50 * hour, text: 'Hold of 48 h refused: it would have held 45 changes.', next: null },
    ],
    notes: [
      { tone: 'red', text: 'search: CI is red at this commit: unit failed' },
      { tone: 'amber', text: 'checkout 5.31.0 needs payments 2.14.0. It waits for it; they roll back together.' },
      {
        tone: 'note',
        text: 'accounts: Digest differs from the tested one. Waived by A. Lindqvist: only the base image differs; compared by hand',
      },
    ],
    holds: [],
    costOfDelay: 'A hold keeps 39 changes of 5 services waiting.',
    freezes: [{ name: 'Black Friday', from: exampleNow + 11 * hour, to: exampleNow + 90 * hour }],
    waves: [['payments', 'catalog', 'search', 'accounts'], ['checkout']],
    others: [
      {
        ...base,
        id: 'shop-2026-11-17',
        label: 'shop, 17 Nov 13:00',
        state: 'arrived',
        standing: null,
        sentence: '7 of 7 arrived',
        endedAt: exampleNow - 160 * hour,
        needsHuman: 0,
      },
      {
        ...base,
        id: 'shop-2026-11-10',
        label: 'shop, 10 Nov 13:00',
        state: 'rolled-back',
        standing: null,
        sentence: 'search was taken back',
        endedAt: exampleNow - 330 * hour,
        needsHuman: 0,
      },
      {
        ...base,
        id: 'shop-2026-12-01',
        label: 'shop, 1 Dec 13:00',
        state: 'boarding',
        standing: null,
        wasCutAt: null,
        sentence: '3 aboard',
        cutAt: exampleNow + 122 * hour,
        needsHuman: 0,
      },
    ],
    acts: [
      { act: 'board', enabled: true, reason: 'It is cut: what is put aboard now rides shop-2026-12-01.' },
      { act: 'leave', enabled: true, reason: '' },
      { act: 'cut', enabled: false, reason: 'It is cut already.' },
      { act: 'hold', enabled: true, reason: '' },
      { act: 'release', enabled: false, reason: 'It is not held.' },
      { act: 'conduct', enabled: true, reason: '' },
      { act: 'depart', enabled: false, reason: 'Cannot go yet: 1 check stops it' },
      { act: 'goOn', enabled: false, reason: 'It has not departed.' },
      { act: 'halt', enabled: false, reason: 'It has not departed.' },
      { act: 'cancel', enabled: true, reason: '' },
    ],
    problems: [],
    at: exampleNow - 6_000,
    ...more,
  };
}

/** The same train an hour later: one passenger bakes, one went bad and is taken back. */
export function sampleDeparted(): TrainPage {
  const train = sampleTrain();
  const legs = (service: string, states: readonly LegState[]) =>
    train.passengers
      .filter((one) => one.service === service)
      .flatMap((one) =>
        one.legs.map((leg, index) => ({ ...leg, state: states[index] ?? 'waiting', text: 'paused at 5%, step 2 of 6', weight: 5 })),
      );
  const states: Readonly<Record<string, readonly LegState[]>> = {
    payments: ['rolled-back', 'left-alone'],
    catalog: ['arrived', 'baking'],
    accounts: ['arrived', 'rolling'],
  };
  return {
    ...train,
    state: 'halted',
    standing: null,
    departedAt: train.departsAt - 103_000,
    sentence: 'payments was bad in eu-west: 39.8% of its requests failed, 5% was declared',
    passengers: train.passengers.map((one) => ({
      ...one,
      // Nothing red ever leaves.
      checks: one.checks === null || one.checks.failed === 0 ? one.checks : { ...one.checks, passed: 7, failed: 0 },
      legs: legs(one.service, states[one.service] ?? []),
    })),
    notes: [
      { tone: 'red', text: 'Halted by desk: payments in eu-west: 39.8% of its requests fail, declared at most 5%; 3 readings in a row' },
      {
        tone: 'amber',
        text: 'catalog in us-east waits for a word: paused at 5%, step 2 of 6. Go on (M. Okafor), or take catalog back (anybody).',
      },
      {
        tone: 'amber',
        text: 'accounts in us-east still moves: at 5%, step 2 of 6. Its controller goes on by itself through timed steps: the halt does not stop that. Pause it on its own page, or take accounts back (anybody).',
      },
      ...train.notes.filter(({ text }) => text.includes('Waived by')),
    ],
    acts: train.acts.map((one) => (one.act === 'goOn' ? { ...one, enabled: true, reason: '' } : one)),
  };
}

/** A board as full as boards get. */
export function fullTrain(count: number): TrainPage {
  return sampleTrain({
    passengers: Array.from({ length: count }, (_, index) => passenger(index % 6, `service-${index}`, '1.0.0', '1.1.0')),
    aboard: count,
  });
}

/** One pipeline this desk may answer, and one it may not. */
export function sampleApprovals(): TrainApproval[] {
  const one = (service: string, environmentId: string, mayApprove: boolean, reviewers: string[]): TrainApproval => ({
    runId: '7',
    environmentId,
    environment: 'staging',
    mayApprove,
    reviewers,
    waitMinutes: 0,
    since: exampleNow - 600_000,
    service,
    repository: `shop/${service}`,
    workflow: 'release',
    commit: 'c07a4d11aa',
    url: `https://github.example/shop/${service}/runs/7`,
  });
  return [one('recommendations', '1', true, ['M. Okafor']), one('inventory', '2', false, ['S. Novak'])];
}
