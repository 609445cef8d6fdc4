import { exampleNow } from '../../rollouts/testing/example-workload.ts';
import { targetKey } from '../../rollouts/target.ts';
import type { Declared, IncidentEvent, Reading, Recorded, Subject } from '../events.ts';
import { emptyFact, type Fact } from '../fact.ts';
import { type Incident, incidentOf } from '../incident.ts';

export const payments = { context: 'prod-eu-west', namespace: 'shop', kind: 'Rollout', name: 'payments' } as const;
export const paymentsUs = { ...payments, context: 'prod-us-east' } as const;
export const openedAt = exampleNow;
const minute = 60_000;

export const subject: Subject = { target: payments, hash: 'new', label: '2.14.0', stableHash: 'old' };

export function exampleFact(id: string, at: number, more: Partial<Fact> = {}): Fact {
  return {
    ...emptyFact,
    id,
    at,
    source: 'kubernetes',
    who: 'controller',
    text: id,
    target: payments,
    ...(more.source === undefined ? { precisionMs: 1_000 } : {}),
    ...more,
  };
}

/** Readings of payments, a minute each, from ten minutes before the opening on. */
export function exampleReadings(
  figures: readonly Pick<Reading, 'total' | 'bad' | 'failed'>[],
  target: typeof payments | typeof paymentsUs = payments,
): Reading[] {
  const first = openedAt - 10 * minute;
  return figures.map((one, index) => ({
    target: targetKey(target),
    from: first + index * minute,
    to: first + (index + 1) * minute,
    ...one,
  }));
}

export const declared: Declared = {
  service: 'payments',
  targets: [payments],
  repository: 'shop/payments',
  revenuePerMinute: 10_500,
  currency: 'EUR',
  breach: { errorRatePercent: 4, minRequests: 0.5, readings: 2 },
  source: 'timetable.yaml',
};

export function opened(more: Partial<Extract<IncidentEvent, { type: 'opened' }>> = {}): Recorded {
  const event = {
    type: 'opened' as const,
    title: 'payments 2.14.0 rolled back',
    severity: 2 as const,
    by: 'desk',
    cause: 'rollback 01kb',
    targets: [payments],
    subjects: [subject],
    since: openedAt - 10 * minute,
    auditId: null,
    ...more,
  };
  return { at: openedAt, event };
}

export function gathered(more: Partial<Extract<IncidentEvent, { type: 'gathered' }>>): IncidentEvent {
  return { type: 'gathered', facts: [], readings: [], subjects: [], seen: [], declared: null, gaps: null, cited: [], ...more };
}

/** An incident that its events made, the first of them its opening. Each later event is recorded a second after the one before. */
export function exampleIncident(events: readonly IncidentEvent[] = [], more: Parameters<typeof opened>[0] = {}): Incident {
  const made = incidentOf('INC-7', [opened(more), ...events.map((event, index) => ({ at: openedAt + (index + 1) * 1_000, event }))]);
  if (made === null) throw new Error('the example has no opening');
  return made;
}
