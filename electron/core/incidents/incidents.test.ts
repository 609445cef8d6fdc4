import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { fail, ok } from '#shared/contract/result.ts';
import type { Observation } from '#shared/domain/incidents/gather.ts';
import { pageOf } from '#shared/domain/incidents/page.ts';
import { exampleFact, payments, paymentsUs } from '#shared/domain/incidents/testing/example-incident.ts';
import { exampleNow, exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import type { Json } from '../json.ts';
import { createMemoryAuditStore } from '../ports/testing/memory-audit-store.ts';
import { createMemoryRecords } from '../ports/testing/memory-records.ts';
import type { AuditStore } from '../ports/audit-store.ts';
import type { Records } from '../ports/records.ts';
import { createCollector } from './collector.ts';
import type { HaltedTrain } from './declared.ts';
import { createIncidentStore, type Opening, openOrJoin } from './store.ts';

const clock = {
  now: () => exampleNow,
  monotonic: () => exampleNow,
  sleep: () => new Promise<void>((resolve) => void setImmediate(resolve)),
};
const log = { debug() {}, info() {}, warn() {}, error() {} };
const nothing: Observation = { audit: [], details: [], lookedAt: new Map(), readings: [], told: [], declared: null, gaps: [] };
const forever = new AbortController().signal;

/** Desks of one home: they share the record and the log, as processes do. */
function home(halted: readonly HaltedTrain[] = []) {
  const records = createMemoryRecords(clock);
  const auditStore = createMemoryAuditStore(clock);
  let told: Observation = nothing;
  const desk = (kept: Records = records) => {
    const store = createIncidentStore(kept, log, forever);
    const trains = { declared: async () => ok([]), halted: async () => halted, about: async () => ok({ trains: [], facts: [] }) };
    return { store, collector: createCollector({ store, auditStore, trains, clock, log, observe: async () => told }) };
  };
  const tell = (more: Partial<Observation>) => {
    told = { ...nothing, ...more };
  };
  return { records, auditStore, desk, tell };
}

function act(auditStore: AuditStore, auditId: string, phase: 'intent' | 'outcome', more: Partial<AuditEntry> = {}) {
  const detail: Record<string, Json> = phase === 'intent' ? { before: JSON.parse(JSON.stringify(exampleWorkload())) } : {};
  return auditStore.append({
    auditId,
    phase,
    at: new Date(exampleNow).toISOString(),
    actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
    role: 'operator',
    action: 'rollback.execute',
    target: targetKey(payments),
    reason: 'errors',
    outcome: phase === 'intent' ? null : 'effective',
    writer: { host: 'h', pid: 1, startedAt: 's' },
    detail,
    ...more,
  });
}

const byHand: Opening = {
  title: 'Payments fail',
  severity: 1,
  by: 'm.okafor',
  cause: 'by hand',
  targets: [payments],
  subjects: [],
  since: exampleNow,
  auditId: 'a1',
};

describe('an incident', () => {
  it('opens after the outcome of a rollback is on disk, never before, and holds what called for it', async () => {
    const { auditStore, desk } = home();
    const { store, collector } = desk();
    await act(auditStore, 'r1', 'intent');
    await collector.openFromLog();
    expect(await store.all()).toEqual(ok([]));
    await act(auditStore, 'r1', 'outcome');
    await collector.openFromLog();
    const known = await store.all();
    const page = known.ok && known.value[0] !== undefined ? pageOf(known.value[0], exampleNow) : null;
    expect(page).toMatchObject({ id: 'INC-1', title: 'payments 2.14.0 rolled back', cause: 'rollback r1', openedBy: 'desk' });
    expect(page?.entries.map(({ text }) => text)).toEqual(expect.arrayContaining(['Rollback held. “errors”', 'Rollback is effective']));
  });

  it.each(['refused', 'failed', 'unreachable'] as const)('does not open for a rollback that was %s', async (outcome) => {
    const { auditStore, desk } = home();
    const { store, collector } = desk();
    await act(auditStore, 'r1', 'intent');
    await act(auditStore, 'r1', 'outcome', { outcome });
    await collector.openFromLog();
    expect(await store.all()).toEqual(ok([]));
  });

  it.each([
    ['rollback.run', 'sent'],
    ['rollouts.abort', 'effective'],
    ['rollouts.undo', 'effective'],
  ] as const)('opens for %s that was %s: whatever takes a version back', async (action, outcome) => {
    const { auditStore, desk } = home();
    const { store, collector } = desk();
    await act(auditStore, 'r1', 'intent', { action });
    await act(auditStore, 'r1', 'outcome', { action, outcome });
    await collector.openFromLog();
    const known = await store.all();
    expect(known.ok && known.value.map(({ causes }) => causes)).toEqual([['rollback r1']]);
  });

  it.each(['rollouts.promote', 'rollouts.pause', 'rollouts.restart', 'trains.depart'])('does not open for %s', async (action) => {
    const { auditStore, desk } = home();
    const { store, collector } = desk();
    await act(auditStore, 'r1', 'intent', { action });
    await act(auditStore, 'r1', 'outcome', { action });
    await collector.openFromLog();
    expect(await store.all()).toEqual(ok([]));
  });

  it('knows which version was taken back, and begins where that version came', async () => {
    const { auditStore, desk } = home();
    const { store, collector } = desk();
    await act(auditStore, 'r1', 'intent');
    await act(auditStore, 'r1', 'outcome');
    await collector.openFromLog();
    const workload = exampleWorkload();
    const version = workload.versions.find(({ hash }) => hash === workload.currentHash);
    const opened = await store.load('INC-1');
    if (!opened.ok) throw new Error(opened.error.message);
    expect([...opened.value.subjects.values()]).toEqual([
      { target: workload.target, hash: workload.currentHash, label: '2.14.0', stableHash: workload.stableHash },
    ]);
    const heldAt = exampleNow;
    expect(opened.value.since).toBe(Math.max((version?.createdAt ?? heldAt) - 60_000, heldAt - 6 * 3_600_000));
  });

  it('opened by hand stays its own where it names no workload, and is joined by a rollback of the one it names', async () => {
    const { auditStore, desk } = home();
    const { store, collector } = desk();
    await openOrJoin(store, { ...byHand, targets: [] });
    await openOrJoin(store, byHand);
    await act(auditStore, 'r1', 'intent');
    await act(auditStore, 'r1', 'outcome');
    await collector.openFromLog();
    const all = await store.all();
    expect(all.ok && all.value.map(({ id, causes, title, severity }) => [id, causes, title, severity]).toSorted()).toEqual([
      ['INC-1', ['by hand'], 'Payments fail', 1],
      ['INC-2', ['by hand', 'rollback r1'], 'Payments fail', 1],
    ]);
  });

  it('of a halted train and of the rollback it took is one, whichever is seen first, and once', async () => {
    const halted = { train: 'shop-1', label: 'shop, 24 Nov 13:00', at: exampleNow, targets: [payments] };
    const { auditStore, desk } = home([halted]);
    await act(auditStore, 'r1', 'intent');
    await act(auditStore, 'r1', 'outcome');
    const { store, collector } = desk();
    await collector.openFromLog();
    for (const one of [collector, desk().collector]) {
      const stop = new AbortController();
      one.begin(stop.signal);
      const causes = async () => store.load('INC-1').then((read) => (read.ok ? read.value.causes : []));
      while ((await causes()).length < 2) await new Promise(setImmediate);
      stop.abort();
    }
    const all = await store.all();
    expect(all.ok && all.value.map(({ causes }) => causes)).toEqual([['rollback r1', 'train shop-1']]);
  });

  it('is one for each workload at a time: a later rollback joins it, and a closed one stays closed', async () => {
    const { auditStore, desk } = home();
    const { store, collector } = desk();
    for (const id of ['r1', 'r2']) {
      await act(auditStore, id, 'intent');
      await act(auditStore, id, 'outcome');
      await collector.openFromLog();
    }
    const joined = await store.load('INC-1');
    expect(joined.ok && joined.value.causes).toEqual(['rollback r1', 'rollback r2']);
    await store.change('INC-1', () => ok([{ type: 'closed', reason: 'well', by: 'm.okafor', auditId: 'c1' }]));
    // A desk that starts reads the last hour of the log again, and opens nothing a second time.
    await desk().collector.openFromLog();
    await act(auditStore, 'r3', 'intent');
    await act(auditStore, 'r3', 'outcome');
    await collector.openFromLog();
    const all = await store.all();
    expect(all.ok && all.value.map(({ id, causes }) => [id, ...causes]).toSorted()).toEqual([
      ['INC-1', 'rollback r1', 'rollback r2'],
      ['INC-2', 'rollback r3'],
    ]);
  });

  it('gets one number, though many desks open at once', async () => {
    const { desk } = home();
    const desks = Array.from({ length: 8 }, () => desk());
    const places = desks.map((_, index) => ({ ...payments, name: `payments-${index % 4}` }));
    await Promise.all(
      desks.map(({ store }, index) =>
        openOrJoin(store, { ...byHand, cause: `rollback ${index}`, targets: places.slice(index, index + 1) }),
      ),
    );
    const all = await desk().store.all();
    expect(all.ok && all.value.map(({ id }) => id).toSorted()).toEqual(['INC-1', 'INC-2', 'INC-3', 'INC-4']);
    expect(all.ok && all.value.flatMap(({ causes }) => causes)).toHaveLength(8);
  });

  it('opens for a halted train', async () => {
    const { desk } = home([{ train: 'shop-1', label: 'shop, 24 Nov 13:00', at: exampleNow, targets: [payments, paymentsUs] }]);
    const { store, collector } = desk();
    const stop = new AbortController();
    collector.begin(stop.signal);
    while ((await store.all().then((all) => (all.ok ? all.value.length : 0))) === 0) await new Promise(setImmediate);
    stop.abort();
    const all = await store.all();
    expect(all.ok && all.value.map(({ title, causes, targets }) => ({ title, causes, targets: targets.length }))).toEqual([
      { title: 'Train shop, 24 Nov 13:00 halted', causes: ['train shop-1'], targets: 2 },
    ]);
  });
});

describe('the collector', () => {
  it('writes the same news once, though two desks gather it at the same moment', async () => {
    const { desk, tell, records } = home();
    const [one, other] = [desk(), desk()];
    await openOrJoin(one.store, byHand);
    tell({ told: [exampleFact('event:1', exampleNow + 1), exampleFact('event:2', exampleNow + 2)] });
    await Promise.all([one, other].map(({ collector }) => collector.gatherNow('INC-1', forever)));
    await other.collector.gatherNow('INC-1', forever);
    const stream = await records.read('incidents/INC-1');
    expect(stream.ok && stream.value).toHaveLength(2);
    const incident = await one.store.load('INC-1');
    expect(incident.ok && [...incident.value.facts.keys()]).toEqual(['event:1', 'event:2']);
  });

  it('fills in what a source says late, names what is silent, and stops when the incident is closed', async () => {
    const { desk, tell } = home();
    const { store, collector } = desk();
    await openOrJoin(store, byHand);
    tell({ gaps: [{ source: 'kubernetes', text: 'no answer' }] });
    await collector.gatherNow('INC-1', forever);
    expect(await store.load('INC-1').then((one) => one.ok && one.value.gaps)).toHaveLength(1);
    tell({ told: [exampleFact('event:1', exampleNow + 1)] });
    await collector.gatherNow('INC-1', forever);
    expect(await store.load('INC-1').then((one) => one.ok && [one.value.gaps.length, one.value.facts.size])).toEqual([0, 1]);
    await store.change('INC-1', () => ok([{ type: 'closed', reason: 'well', by: 'm.okafor', auditId: 'c1' }]));
    tell({ told: [exampleFact('event:2', exampleNow + 1)] });
    await collector.gatherNow('INC-1', forever);
    expect(await store.load('INC-1').then((one) => one.ok && one.value.facts.size)).toBe(1);
  });

  it('says that the record cannot be written, and forgets nothing', async () => {
    const { desk, records, tell } = home();
    await openOrJoin(desk().store, byHand);
    const full: Records = { ...records, append: async () => fail('storage', 'The disk is full.') };
    tell({ told: [exampleFact('event:1', exampleNow + 1)] });
    expect(await desk(full).collector.gatherNow('INC-1', forever)).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(await desk().collector.gatherNow('INC-1', forever)).toMatchObject({ ok: true });
  });
});
