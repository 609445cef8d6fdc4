import { expect, test } from 'vitest';
import type { Verification } from '#shared/contract/audit.ts';
import type { AuditDraft } from '#shared/domain/audit/entry.ts';
import { createMemoryAuditStore } from '../ports/testing/memory-audit-store.ts';
import { watchVerification } from './verification.ts';

const clock = { now: () => 0, monotonic: () => 0, sleep: () => new Promise<void>(() => {}) };
const draft: AuditDraft = {
  auditId: 'act-1',
  phase: 'intent',
  at: '2026-03-01T10:00:00.000Z',
  actor: { name: 'anna', source: 'SelfSubjectReview' },
  role: 'operator',
  action: 'rollback.execute',
  target: 'prod-eu/shop/Rollout/checkout',
  reason: '',
  outcome: null,
  writer: { host: 'desk-1', pid: 1, startedAt: 'boot' },
  detail: {},
};

async function logOf(count: number) {
  const auditStore = createMemoryAuditStore(clock);
  for (let index = 0; index < count; index += 1) await auditStore.append(draft);
  return auditStore;
}

test('a verification says where it is, then what it found', async () => {
  const auditStore = await logOf(3);
  const stop = new AbortController();
  let last: Verification | undefined;
  for await (const message of watchVerification({ auditStore, clock }, stop.signal)) {
    last = (message.type === 'snapshot' ? message.items : message.set)[0]?.[1];
    if (last?.verdict != null) break;
  }
  expect(last).toMatchObject({ read: 3, of: 3, error: null, verdict: { intact: true, entries: 3 } });
});

test('nobody reads on for a listener who is gone', async () => {
  const auditStore = await logOf(3);
  const stop = new AbortController();
  const read: number[] = [];
  const watched = {
    ...auditStore,
    verify: (claims: object, watching?: { signal: AbortSignal; onEntries: (count: number) => void }) =>
      auditStore.verify(claims, {
        signal: watching?.signal ?? stop.signal,
        onEntries: (count) => {
          read.push(count);
          if (count === 2) stop.abort();
          watching?.onEntries(count);
        },
      }),
  };
  for await (const _ of watchVerification({ auditStore: watched, clock }, stop.signal));
  expect(read).toEqual([1, 2]);
});
