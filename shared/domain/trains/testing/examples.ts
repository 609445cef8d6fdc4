import { Timetable } from '../timetable.ts';

/** For tests: the shop's timetable. Cut Tue 13:00, departs Thu 10:30, Berlin. payments ← checkout; payments and checkout one group. */
export const exampleTimetableInput = {
  services: {
    payments: {
      repository: 'shop/payments',
      tier: 1,
      group: 'money',
      targets: [
        { region: 'eu-west', context: 'prod-eu-west', namespace: 'shop', kind: 'Rollout', name: 'payments' },
        { region: 'us-east', context: 'prod-us-east', namespace: 'shop', kind: 'Rollout', name: 'payments' },
      ],
      breach: { errorRatePercent: 2, minRequests: 1, readings: 2 },
    },
    checkout: {
      repository: 'shop/checkout',
      tier: 1,
      needs: ['payments'],
      group: 'money',
      targets: [{ region: 'eu-west', context: 'prod-eu-west', namespace: 'shop', kind: 'Rollout', name: 'checkout' }],
    },
    catalog: {
      repository: 'shop/catalog',
      tier: 2,
      targets: [{ region: 'eu-west', context: 'prod-eu-west', namespace: 'shop', kind: 'Rollout', name: 'catalog' }],
    },
  },
  trains: {
    shop: {
      zone: 'Europe/Berlin',
      cut: { every: 'week', day: 'tue', at: '13:00' },
      departs: { day: 'thu', at: '10:30' },
      services: 'all',
      conductors: { turns: { every: 'week', from: '2026-11-02T09:00', users: ['m.okafor', 'r.costa'] } },
    },
  },
} as const;

export function exampleTimetable(change: (input: ReturnType<typeof plain>) => void = () => {}): Timetable {
  const input = plain();
  change(input);
  return Timetable.parse(input);
}

// oxlint-disable-next-line typescript/no-explicit-any -- tests write what a schema must refuse
function plain(): { services: Record<string, any>; trains: Record<string, any> } {
  return structuredClone(exampleTimetableInput) as never;
}
