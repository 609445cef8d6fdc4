import { expect, test } from 'vitest';
import { type AuditEntry, genesisHash } from '#shared/domain/audit/entry.ts';
import { ok } from '#shared/contract/result.ts';
import type { Routing } from '#shared/domain/rollback/routing.ts';
import { auditReadModel } from '../audit/read-model.ts';
import { pastOf } from './past.ts';

const mark = (seconds: number | null) => ({
  state: seconds === null ? 'waiting' : 'reached',
  at: seconds,
  seconds,
  predictedSeconds: null,
  proof: '',
});
const clock = (weight: number, traffic: number | null = null) => ({
  held: mark(0),
  accepted: mark(0.1),
  weight: mark(weight),
  traffic: mark(traffic),
  normal: mark(null),
});

let seq = 0;
function entry(name: string, auditId: string, phase: AuditEntry['phase'], detail: AuditEntry['detail']): AuditEntry {
  seq += 1;
  return {
    seq,
    auditId,
    phase,
    at: '2026-01-01T00:00:00.000Z',
    actor: { name: 'm', source: 'session' },
    role: 'operator',
    action: 'rollback.execute',
    target: `admin/shop/Rollout/${name}`,
    reason: 'r',
    outcome: phase === 'outcome' ? 'effective' : null,
    writer: { host: 'h', pid: 1, startedAt: 't' },
    detail,
    previousHash: genesisHash,
    hash: genesisHash,
  };
}

const aborted = (name: string, routing: Routing | undefined, weight: number) =>
  entry(name, `audit-${name}`, 'outcome', {
    command: { action: 'abort' },
    ...(routing === undefined ? {} : { routing }),
    clock: clock(weight),
  });
const accounts = { context: 'admin', namespace: 'shop', kind: 'Rollout' as const, name: 'accounts' };
const logOf = (...entries: AuditEntry[]) =>
  auditReadModel({ list: async ({ action }) => ok(entries.filter((one) => one.action === action)) });

test('an abort of a routed rollout says nothing about one whose pods are its traffic', async () => {
  const log = logOf(aborted('payments', 'routed', 0.2));
  expect((await pastOf(log, accounts, 'abort', 'pods')).ofCluster).toEqual([]);
  expect((await pastOf(log, accounts, 'abort', 'routed')).ofCluster).toHaveLength(1);
});

test('what does not say how it was routed is no sample', async () => {
  expect((await pastOf(logOf(aborted('payments', undefined, 0.2)), accounts, 'abort', 'pods')).ofCluster).toEqual([]);
});

test('a clock is taken as it was seen at last: its traffic comes back after the outcome is written', async () => {
  const later = entry('payments', 'audit-payments', 'observed', { clock: clock(0.2, 57) });
  const past = await pastOf(logOf(later, aborted('payments', 'routed', 0.2)), accounts, 'abort', 'routed');
  expect(past.ofCluster).toEqual([{ accepted: 0.1, weight: 0.2, traffic: 57, normal: null }]);
});
