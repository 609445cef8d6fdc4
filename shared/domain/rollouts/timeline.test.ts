import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../audit/entry.ts';
import type { ClusterEvent, WorkloadDetail } from './detail.ts';
import type { FieldChange } from './field-change.ts';
import { exampleNow as now, exampleVersion } from './testing/example-workload.ts';
import { timelineOf } from './timeline.ts';

const nothing: Pick<WorkloadDetail, 'events' | 'revisions' | 'routes' | 'changes'> = { events: [], revisions: [], routes: [] };
const hash = '0'.repeat(64);

function entry(phase: AuditEntry['phase'], more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    seq: phase === 'intent' ? 1 : 2,
    previousHash: hash,
    hash,
    auditId: 'a',
    phase,
    at: new Date(now).toISOString(),
    actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
    role: 'conductor',
    action: 'rollback.execute',
    target: 'prod-eu-west/shop/Rollout/payments',
    reason: '40% of payments fail',
    outcome: phase === 'intent' ? null : 'effective',
    writer: { host: 'desk', pid: 1, startedAt: '' },
    detail: { command: { action: 'abort' } },
    ...more,
  };
}

const change = (more: Partial<FieldChange> = {}): FieldChange => ({
  manager: 'kubectl-edit',
  operation: 'Update',
  subresource: '',
  object: 'Rollout/payments',
  at: now,
  ...more,
});
const event = (at: number, message: string): ClusterEvent => ({
  uid: message,
  type: 'Normal',
  reason: 'RolloutStepCompleted',
  message,
  object: 'Rollout/payments',
  count: 1,
  at,
});

test('everybody is on one axis, newest first, and each mark names where it was read', () => {
  const marks = timelineOf(
    {
      events: [event(now - 1_000, 'Step 1/8 completed')],
      revisions: [{ ...exampleVersion('new', '2.14.0', { revision: 42, createdAt: now - 60_000 }), imageIds: [], changeCause: '' }],
      routes: [],
      changes: [change({ at: now - 30_000 })],
    },
    [entry('intent'), entry('outcome')],
  );
  expect(marks.map(({ source, who, text }) => [source, who, text])).toEqual([
    ['audit', 'desk', 'Abort, effective. m.okafor: 40% of payments fail'],
    ['event', 'cluster', 'Step 1/8 completed'],
    ['managedFields', 'others', 'Rollout/payments written by kubectl-edit'],
    ['ReplicaSet', 'cluster', 'Revision 42 is new: 2.14.0'],
  ]);
});

describe('an act of ours', () => {
  const textOf = (...entries: AuditEntry[]) => timelineOf(nothing, entries).map(({ look, text }) => [look, text.split('.')[0]]);
  test('is one mark, with how it ended', () => {
    expect(textOf(entry('intent'), entry('sent'), entry('outcome', { outcome: 'sent' }))).toEqual([
      ['failed', 'Abort, sent, not effective'],
    ]);
  });
  test('is open until it has ended, never effective', () => {
    expect(textOf(entry('intent'))).toEqual([['open', 'Abort, open']]);
  });
  test('is named by its procedure where no command is on record', () => {
    expect(textOf(entry('intent', { action: 'rollouts.promote', detail: {} }))).toEqual([['open', 'Promote, open']]);
  });
});

describe('writes of others', () => {
  const texts = (changes: FieldChange[], entries: AuditEntry[] = []) =>
    timelineOf({ ...nothing, changes }, entries)
      .filter(({ source }) => source === 'managedFields')
      .map(({ text }) => text);
  test('a controller doing its work is not one of them', () => {
    expect(texts([change({ manager: 'rollouts-controller', subresource: 'status' })])).toEqual([]);
  });
  test('our own write is the act on record, not another mark', () => {
    const ours = change({ manager: 'release-command-center', subresource: 'status', at: now + 1_000 });
    expect(texts([ours], [entry('intent')])).toEqual([]);
    expect(texts([{ ...ours, at: now + 60_000 }], [entry('intent')])).toEqual([
      'Rollout/payments status written by a desk whose log is not this one',
    ]);
  });
  test('a route carries its own', () => {
    const route = {
      route: { kind: 'HTTPRoute' as const, name: 'payments', namespace: 'shop' },
      canaryPercent: 5,
      note: '',
      at: now,
      changes: [change({ object: 'HTTPRoute/payments' })],
    };
    expect(timelineOf({ ...nothing, routes: [route] }, []).map(({ text }) => text)).toEqual(['HTTPRoute/payments written by kubectl-edit']);
  });
});

test('an event that never said when has no place on an axis', () => {
  expect(timelineOf({ ...nothing, events: [{ ...event(0, 'x'), at: null }] }, [])).toEqual([]);
});
