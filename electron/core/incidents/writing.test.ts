import { describe, expect, it } from 'vitest';
import { ok, fail } from '#shared/contract/result.ts';
import { exampleFact, payments } from '#shared/domain/incidents/testing/example-incident.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { createAuditedRunner } from '../audited.ts';
import type { Cluster } from '../ports/cluster.ts';
import { createMemoryAuditStore } from '../ports/testing/memory-audit-store.ts';
import { createMemoryRecords } from '../ports/testing/memory-records.ts';
import { createIncidentStore, openOrJoin } from './store.ts';
import { writeCommand } from './writing.ts';

const clock = { now: () => exampleNow + 60_000, monotonic: () => 0, sleep: async () => {} };
const log = { debug() {}, info() {}, warn() {}, error() {} };
const context = { session: { id: 's', host: 'cli' as const }, signal: new AbortController().signal };

/** A desk whose clusters say this name, or nobody's. */
async function desk(name: string | null) {
  const auditStore = createMemoryAuditStore(clock);
  const store = createIncidentStore(createMemoryRecords(clock), log, new AbortController().signal);
  await openOrJoin(store, {
    title: 'Payments fail',
    severity: 1,
    by: 'desk',
    cause: 'rollback r1',
    targets: [payments],
    subjects: [],
    since: exampleNow,
    auditId: null,
  });
  await store.change('INC-1', () =>
    ok([
      {
        type: 'gathered',
        facts: [exampleFact('audit:1', exampleNow + 1, { source: 'audit', audit: { seq: 1, hash: 'a'.repeat(64) } })],
        readings: [],
        subjects: [],
        seen: [],
        declared: null,
        gaps: null,
        cited: [],
      },
    ]),
  );
  const cluster = { context: payments.context, rights: async () => fail('unreachable', 'nobody') } as unknown as Cluster;
  const actor =
    name === null ? { name: 'unknown (unreachable)', source: 'unknown' as const } : { name, source: 'SelfSubjectReview' as const };
  let id = 0;
  const needs = {
    ports: { auditStore, clock, clusters: { contexts: async () => ok([]) } as never, ids: { next: () => `id${++id}` } },
    registry: { clusterOf: async () => ok(cluster), actorOn: async () => actor },
    store,
  };
  const runner = createAuditedRunner({
    auditStore,
    clock,
    ids: { next: () => `a${++id}` },
    log,
    processes: { self: () => ({ host: 'h', pid: 1, startedAt: 's' }) },
    reached: () => {},
  });
  const hide = writeCommand<{ incident: string; entry: string; hidden: boolean; reason: string }>(
    needs,
    'hide',
    ({ entry, hidden, reason }) => ({ do: 'hide', entry, hidden, reason }),
    ({ reason }) => reason,
  );
  const note = writeCommand<{ incident: string; text: string; at: number | null }>(
    needs,
    'note',
    ({ text, at }, noteId) => ({ do: 'note', id: `note:${noteId}`, text, at }),
    ({ text }) => text,
  );
  const entries = async () => auditStore.list({ limit: 50 }).then((list) => (list.ok ? list.value.toReversed() : []));
  return {
    store,
    entries,
    note: (text: string, at: number | null = null) => note.run(runner, { incident: 'INC-1', text, at }, context),
    hide: (reason: string, entry = 'audit:1') => hide.run(runner, { incident: 'INC-1', entry, hidden: true, reason }, context),
  };
}

describe('writing on an incident', () => {
  it('is in the name the cluster gave, audited before and after, and cites its own entry', async () => {
    const { note, entries } = await desk('m.okafor');
    const page = await note('PSP_TIMEOUT_MS went from 1000 to 500');
    const [intent, outcome] = await entries();
    expect(intent).toMatchObject({ phase: 'intent', action: 'incidents.note', target: 'INC-1', actor: { name: 'm.okafor' } });
    expect(outcome).toMatchObject({ phase: 'outcome', outcome: 'done' });
    const written = page.ok ? page.value.entries.find(({ source }) => source === 'note') : undefined;
    expect(written).toMatchObject({ who: 'm.okafor', audit: { seq: intent?.seq, hash: intent?.hash } });
  });

  it('is refused to somebody no cluster names, and the refusal is on record', async () => {
    const { note, entries, store } = await desk(null);
    expect(await note('anything')).toMatchObject({ ok: false, error: { kind: 'refused-by-policy' } });
    expect(await entries()).toMatchObject([{ phase: 'outcome', outcome: 'refused' }]);
    expect(await store.load('INC-1').then((one) => one.ok && one.value.notes.size)).toBe(0);
  });

  it('hides an audit entry only with a reason, and never removes it', async () => {
    const { hide, store } = await desk('m.okafor');
    expect(await hide('')).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'reason' } });
    expect(await hide('twice', 'audit:9')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    const page = await hide('told twice');
    expect(page.ok && page.value.entries.find(({ id }) => id === 'audit:1')).toMatchObject({
      hidden: true,
      annotations: [{ text: 'Hidden: told twice' }],
    });
    expect(await store.load('INC-1').then((one) => one.ok && one.value.facts.has('audit:1'))).toBe(true);
  });

  it('knows nothing of the future', async () => {
    const { note } = await desk('m.okafor');
    expect(await note('later', clock.now() + 1)).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'at' } });
  });
});
