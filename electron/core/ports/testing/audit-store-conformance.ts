import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '#shared/contract/result.ts';
import { type AuditDraft, type AuditEntry, genesisHash } from '#shared/domain/audit/entry.ts';
import type { AuditStore } from '../audit-store.ts';

export interface StoreUnderTest {
  readonly store: AuditStore;
  /** Removes what the store left behind. */
  remove(): void;
}

const draft: AuditDraft = {
  auditId: 'act-1',
  phase: 'intent',
  at: '2026-03-01T10:00:00.000Z',
  actor: { name: 'anna@example.org', source: 'SelfSubjectReview' },
  role: 'conductor',
  action: 'rollback.execute',
  target: 'prod-eu/shop/Rollout/checkout',
  reason: 'error rate 4 %',
  outcome: null,
  writer: { host: 'desk-1', pid: 4242, startedAt: 'boot+1' },
  detail: { lever: 'abort', zuerst: [1, 2.5, null], seen: { requested: 20, 'b.a': true } },
};
const outcome: AuditDraft = { ...draft, phase: 'outcome', outcome: 'effective' };

/** What every audit store promises, run against one that begins empty. */
export function describeAuditStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`audit store: ${name}`, () => {
    let under: StoreUnderTest;
    let store: AuditStore;
    beforeEach(async () => {
      under = await open();
      store = under.store;
    });
    afterEach(async () => {
      await store.close();
      under.remove();
    });

    const append = async (...drafts: AuditDraft[]) => {
      const entries: AuditEntry[] = [];
      for (const one of drafts) entries.push(value(await store.append(one)));
      return entries;
    };
    const seqs = async (filter: Partial<Parameters<AuditStore['list']>[0]>) =>
      value(await store.list({ limit: 100, ...filter })).map(({ seq }) => seq);

    it('begins empty', async () => {
      expect(value(await store.head())).toBeNull();
      expect(value(await store.list({ limit: 10 }))).toEqual([]);
      expect(value(await store.openIntents())).toEqual([]);
      expect(value(await store.checkpoint())).toBeNull();
      expect(value(await store.verify({}))).toMatchObject({ intact: true, entries: 0, head: null });
    });

    it('appends what it was given, numbered and tied to the entry before', async () => {
      const [first, second] = await append(draft, outcome);
      expect(first).toMatchObject({ ...draft, seq: 1, previousHash: genesisHash });
      expect(second).toMatchObject({ ...outcome, seq: 2, previousHash: first?.hash });
      expect(value(await store.head())).toEqual({ seq: 2, hash: second?.hash });
      expect(value(await store.list({ limit: 10 }))).toEqual([second, first]);
      expect(value(await store.verify({}))).toMatchObject({ intact: true, entries: 2 });
    });

    it('lists newest first, a page at a time', async () => {
      await append(draft, draft, draft, draft);
      expect(await seqs({ limit: 2 })).toEqual([4, 3]);
      expect(await seqs({ limit: 2, beforeSeq: 3 })).toEqual([2, 1]);
    });

    it('filters by action, target, act, time, and text over actor, action, target and reason', async () => {
      await append(
        draft,
        { ...draft, action: 'rollouts.promote' },
        { ...draft, target: 'prod-eu/shop/Rollout/Cart' },
        { ...draft, auditId: 'act-2' },
        { ...draft, at: '2026-03-02T10:00:00.000Z', reason: '100% of_it' },
        { ...draft, actor: { name: 'BEN', source: 'session' } },
      );
      expect(await seqs({ action: 'rollouts.promote' })).toEqual([2]);
      expect(await seqs({ target: 'prod-eu/shop/Rollout/Cart' })).toEqual([3]);
      expect(await seqs({ auditId: 'act-2' })).toEqual([4]);
      expect(await seqs({ since: '2026-03-02T00:00:00.000Z' })).toEqual([5]);
      expect(await seqs({ text: 'ben' })).toEqual([6]);
      expect(await seqs({ text: 'cart' })).toEqual([3]);
      expect(await seqs({ text: 'PROMOTE' })).toEqual([2]);
      // No wildcards: these characters mean themselves.
      expect(await seqs({ text: '%' })).toEqual([6, 5, 4, 3, 2, 1]);
      expect(await seqs({ text: '_' })).toEqual([5]);
      expect(await seqs({ text: '0% of_' })).toEqual([5]);
      expect(await seqs({ text: 'o__it' })).toEqual([]);
      expect(await seqs({ text: "'" })).toEqual([]);
      expect(await seqs({ text: '' })).toHaveLength(6);
    });

    it('filters by a part of one column, and by outcome', async () => {
      await append(draft, outcome, { ...outcome, outcome: 'refused', actor: { name: 'BEN', source: 'session' } });
      expect(await seqs({ outcome: 'effective' })).toEqual([2]);
      expect(await seqs({ contains: { actor: 'ben' } })).toEqual([3]);
      expect(await seqs({ contains: { target: 'SHOP', action: 'rollback' }, outcome: 'effective' })).toEqual([2]);
      // The word is elsewhere: in the reason, not in the target.
      expect(await seqs({ contains: { target: 'error' } })).toEqual([]);
      expect(await seqs({ contains: { actor: '%' } })).toEqual([]);
      expect(await seqs({ contains: {} })).toHaveLength(3);
    });

    it('finds an act among signed and unsigned entries alike', async () => {
      await append(draft, { ...draft, auditId: 'act-2' });
      await store.checkpoint();
      await append(outcome, { ...outcome, auditId: 'act-2' });
      expect(await seqs({ auditId: 'act-1' })).toEqual([3, 1]);
    });

    it('streams the log oldest first, from any entry, also while it grows', async () => {
      await append(draft, outcome, draft);
      const read: number[] = [];
      for await (const { seq } of store.entries(2)) {
        if (read.length === 0) await append(outcome);
        read.push(seq);
      }
      expect(read.slice(0, 2)).toEqual([2, 3]);
      expect(value(await store.head())?.seq).toBe(4);
    });

    it('an intent stays open until its outcome or reconciliation; news of an act does not close it', async () => {
      await append(draft, { ...draft, auditId: 'act-2' }, { ...draft, auditId: 'act-3' });
      const open = async () => value(await store.openIntents()).map(({ auditId }) => auditId);
      expect(await open()).toEqual(['act-1', 'act-2', 'act-3']);
      await append({ ...draft, phase: 'sent' }, { ...outcome, auditId: 'act-2' });
      await store.checkpoint();
      expect(await open()).toEqual(['act-1', 'act-3']);
      await append({ ...outcome, phase: 'reconciled', outcome: 'unknown' }, { ...draft, auditId: 'act-4' });
      expect(await open()).toEqual(['act-3', 'act-4']);
    });

    it('is closed by one desk when two look at the same orphan, signed or not', async () => {
      const reconciled = { ...outcome, phase: 'reconciled', outcome: 'unknown' } as const;
      await append(draft, { ...draft, auditId: 'act-2' });
      await append(reconciled);
      expect(await store.append(reconciled)).toMatchObject({ ok: false, error: { kind: 'conflict' } });
      await append({ ...outcome, auditId: 'act-2' });
      await store.checkpoint();
      expect(await store.append({ ...reconciled, auditId: 'act-2' })).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    });

    it('signs the head with the key it names, once', async () => {
      const [first] = await append(draft);
      const checkpoint = value(await store.checkpoint());
      expect(checkpoint).toMatchObject({ seq: 1, hash: first?.hash, fingerprint: store.fingerprint() });
      expect(value(await store.checkpoint())).toBeNull();
      await append(outcome);
      await store.checkpoint();
      expect(value(await store.checkpoints()).map(({ seq }) => seq)).toEqual([1, 2]);
      const verdict = value(await store.verify({ key: store.fingerprint(), head: value(await store.head()) ?? undefined }));
      expect(verdict).toMatchObject({ intact: true, checkpoints: 2, signedUpTo: 2, cannotExclude: [] });
    });

    it('verifies against what was noted elsewhere', async () => {
      await append(draft);
      await store.checkpoint();
      expect(value(await store.verify({ key: 'f'.repeat(64) }))).toMatchObject({ intact: false, firstBad: { seq: 1 } });
      expect(value(await store.verify({ head: { seq: 2, hash: genesisHash } }))).toMatchObject({ intact: false, firstBad: { seq: 2 } });
    });
  });
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.upstream?.text ?? ''}`);
  return result.value;
}
