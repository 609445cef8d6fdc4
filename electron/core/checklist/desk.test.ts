import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { decide } from '#shared/domain/checklist/decide.ts';
import type { LeftOn } from '#shared/domain/checklist/views.ts';
import { exampleWorkload, promotedWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { Identity } from '#shared/domain/policy/rights.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Passenger, TrainState } from '#shared/domain/trains/views.ts';
import { policyReadModel } from '../policy/read-model.ts';
import type { Ci } from '../ports/ci.ts';
import type { ReleaseFiles } from '../ports/release-files.ts';
import { createMemoryCi, emptyRepository, type MemoryCi } from '../ports/testing/memory-ci.ts';
import { createMemoryRecords } from '../ports/testing/memory-records.ts';
import { createChecklistDesk, type DeskNeeds, streamOf } from './desk.ts';

const now = Date.UTC(2026, 10, 24, 10);
const digest = `sha256:${'a'.repeat(64)}`;
const commit = 'c0ffee00aa11';
const target = exampleWorkload().target;
const signal = new AbortController().signal;

const passenger: Passenger = {
  service: 'payments',
  repository: 'shop/payments',
  tier: 1,
  fromVersion: '2.13.4',
  toVersion: '2.14.0',
  image: `registry.example/payments:2.14.0@${digest}`,
  digest,
  testedDigest: digest,
  testedIn: 'staging',
  rebuild: null,
  commit,
  fromCommit: null,
  changes: 3,
  versusUsual: null,
  commits: [],
  authors: [],
  migrations: [],
  configs: [],
  truncated: false,
  boardedAt: now - 60_000,
  needs: [],
  group: null,
  checks: null,
  legs: [{ region: 'eu', target, state: 'waiting', text: '', since: null, weight: null, auditId: null }],
  url: null,
};

const folder: Record<string, string> = {
  'roles.yaml': 'version: 3\nroles: {conductor: {users: [mo]}, admin: {groups: [platform]}}',
  'policy.yaml': `version: 1
freezes: [{name: Black Friday, zone: Europe/Berlin, from: 2026-11-26T22:00, until: 2026-11-30T06:00}]
errorBudgets: {payments: {objectivePercent: 99, query: 'bad share', window: 28 days}}`,
  'checklists.yaml': `version: 1
tiers:
  '1':
    items: [{check: ci-green}, {check: digest-equal}, {check: no-freeze}, {check: error-budget}, {check: stable-capacity}, {check: rollback-drilled}, {check: no-open-incident}]
    quorum: [conductor]
    waivers: [admin]`,
};

interface World {
  files: Record<string, string>;
  ci: MemoryCi;
  identity: Identity;
  workload: Workload | null;
  badShare: number | null;
  drills: { at: string; target: string; seq: number }[];
  incidents: { id: string; title: string; openedAt: number }[];
  departsAt: number;
  state: TrainState;
  left: { at: number; by: string; on: LeftOn | null } | null;
  passengers: Passenger[];
  tier: number | null;
}
let world: World;
const records = { current: createMemoryRecords({ now: () => now }) };

beforeEach(() => {
  const ci = createMemoryCi({ now: () => now });
  const check = {
    id: '1',
    name: 'unit',
    commit,
    state: 'passed',
    words: 'completed, success',
    url: 'https://ci.example/1',
    endedAt: now,
  } as const;
  ci.repositories.set('shop/payments', emptyRepository({ checks: [check] }));
  records.current = createMemoryRecords({ now: () => now });
  world = {
    files: { ...folder },
    ci,
    identity: { name: 'mo', groups: [], source: 'SelfSubjectReview' },
    workload: promotedWorkload(),
    badShare: 0.002,
    drills: [{ at: new Date(now - 5 * 86_400_000).toISOString(), target: 'staging/shop/Rollout/payments', seq: 9 }],
    incidents: [],
    departsAt: now + 600_000,
    state: 'deciding',
    left: null,
    passengers: [passenger],
    tier: null,
  };
});

function desk() {
  const files: ReleaseFiles = {
    place: '/release',
    read: async () => ok(Object.entries(world.files).map(([name, text]) => ({ name, text }))),
    onChange() {},
  };
  const cluster = { identity: async () => ok(world.identity), read: async () => fail('unreachable', 'nobody answers') };
  // Only what a checklist asks of the world is there; a question it should not ask fails the test.
  const needs = {
    ports: {
      ci: world.ci satisfies Ci,
      clock: { now: () => now, monotonic: () => now, sleep: async () => {} },
      clusters: { contexts: async () => fail('unreachable', 'not asked') },
      metrics: { value: async () => ok({ value: world.badShare, at: now, source: 'prometheus' }) },
      records: records.current,
      timeZone: 'Europe/Berlin',
    },
    registry: { clusterOf: async () => ok(cluster) },
    fleet: { latest: () => (world.workload === null ? null : { workload: world.workload, aliveAt: now }) },
    audit: { effectiveRollbacks: async () => world.drills },
    sources: {
      manifestOf: async (train: string) =>
        train === 'shop-1'
          ? ok({
              id: train,
              label: 'shop',
              state: world.state,
              departsAt: world.departsAt,
              changes: 3,
              passengers: world.passengers,
              tier: world.tier,
              context: target.context,
              left: world.left,
            })
          : fail('not-found', `There is no train ${train}.`),
      openIncidents: async () => ok(world.incidents.map((one) => ({ ...one, targets: [target] }))),
    },
    policy: policyReadModel(files),
    files,
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
    stopping: signal,
  };
  return createChecklistDesk(needs as unknown as DeskNeeds);
}

async function look() {
  const looked = await desk()('shop-1', signal);
  if (!looked.ok) throw new Error(looked.error.message);
  return looked.value;
}
const states = (items: readonly { id: string; state: string }[]) =>
  Object.fromEntries(items.map(({ id, state }) => [id.split(':')[0], state]));

describe('the checklist of a train', () => {
  it('checks itself from CI, metrics, cluster, audit and rules; each item with evidence and age', async () => {
    const { view } = await look();
    expect(states(view.items)).toEqual({
      'ci-green': 'passed',
      'digest-equal': 'passed',
      'no-freeze': 'passed',
      'error-budget': 'passed',
      'stable-capacity': 'passed',
      'rollback-drilled': 'passed',
      'no-open-incident': 'passed',
    });
    expect(view.items.find(({ id }) => id === 'error-budget:payments')).toMatchObject({ text: '80% left', at: now });
    expect(view).toMatchObject({ tier: 1, standing: { state: 'can-go' }, me: { name: 'mo', roles: ['conductor'] }, problems: [] });
  });

  it.each<[string, (w: World) => void, string, string]>([
    [
      'a check failed',
      (w) => w.ci.repositories.get('shop/payments')?.checks.forEach((check) => (check.state = 'failed')),
      'ci-green',
      'failed',
    ],
    ['CI does not answer', (w) => (w.ci.failing = fail('unreachable', 'GitHub does not answer.')), 'ci-green', 'unknown'],
    [
      'the allowance of CI is used up',
      (w) => (w.ci.failing = fail('rate-limited', 'GitHub takes no more requests until 10:40.')),
      'ci-green',
      'unknown',
    ],
    ['it would depart in a freeze', (w) => (w.departsAt = Date.UTC(2026, 10, 27)), 'no-freeze', 'failed'],
    ['the freezes cannot be read', (w) => (w.files['policy.yaml'] = 'freezes: {'), 'no-freeze', 'unknown'],
    ['the budget is spent', (w) => (w.badShare = 0.02), 'error-budget', 'failed'],
    ['no series answers', (w) => (w.badShare = null), 'error-budget', 'unknown'],
    [
      'stable is scaled down',
      (w) => (w.workload = exampleWorkload({ versions: exampleWorkload().versions.map((v) => ({ ...v, available: 1 })) })),
      'stable-capacity',
      'failed',
    ],
    ['the cluster is silent', (w) => (w.workload = null), 'stable-capacity', 'unknown'],
    [
      'the drill is old',
      (w) => (w.drills = w.drills.map((d) => ({ ...d, at: new Date(now - 41 * 86_400_000).toISOString() }))),
      'rollback-drilled',
      'failed',
    ],
    ['an incident is open', (w) => (w.incidents = [{ id: 'INC-7', title: 'Payments fail', openedAt: now }]), 'no-open-incident', 'failed'],
  ])('%s: it cannot go', async (_name, change, item, state) => {
    change(world);
    const { view, goHolds } = await look();
    expect(states(view.items)[item]).toBe(state);
    expect(view.standing.state).toBe('cannot-go');
    expect(goHolds).toBe(false);
  });

  it('a go is recorded, holds, and expires by itself when its evidence turns red; it does not come back when that turns green', async () => {
    const before = await look();
    const go = decide(
      before.state,
      { do: 'decide', verdict: 'go', reason: '', conditions: [], evidenceDigest: before.view.evidenceDigest },
      before.speaker,
      now,
    );
    if (!go.ok) throw new Error(go.error.message);
    await records.current.append(streamOf('shop-1'), before.version, [go.value]);
    expect(await look()).toMatchObject({ goHolds: true, view: { standing: { state: 'go' }, evidenceDigest: before.view.evidenceDigest } });
    world.incidents = [{ id: 'INC-7', title: 'Payments fail', openedAt: now }];
    expect(await look()).toMatchObject({ goHolds: false, view: { standing: { state: 'expired' } } });
    world.incidents = [];
    expect(await look()).toMatchObject({
      goHolds: false,
      view: {
        standing: { state: 'can-go' },
        decisions: [{ expiredBecause: 'An incident is open, payments: INC-7 is open: Payments fail' }],
      },
    });
  });

  it('of a train that has left is what it left on, for ever: waivers stay, and nothing is asked any more', async () => {
    world.drills = [];
    const red = await look();
    const waiver = { by: 'al', role: 'admin', reason: 'booked for Monday', at: now };
    const items = red.view.items.map((item) => (item.state === 'failed' ? { ...item, state: 'waived' as const, waiver } : item));
    const on: LeftOn = { items, quorum: [{ role: 'conductor', by: 'mo', verdict: 'go', at: now }], evidenceDigest: 'd1', sentence: 'Go' };
    world = { ...world, state: 'rolling', left: { at: now, by: 'mo', on } };
    world.ci.failing = fail('unreachable', 'GitHub does not answer.');
    world.badShare = 0.5;
    delete world.files['checklists.yaml'];
    const { view } = await look();
    expect(view).toMatchObject({ items, quorum: on.quorum, evidenceDigest: 'd1', departedAt: now });
    expect(view.standing).toEqual({ state: 'left', sentence: 'Left on: Go', detail: 'mo said depart; the train is rolling now' });
  });

  it.each<[string, Partial<World>, string]>([
    ['an empty train', { passengers: [] }, 'Nobody is aboard: there is nothing to decide.'],
    [
      'a scheduled train',
      { passengers: [], state: 'scheduled' },
      'The train is scheduled: a go is given on its manifest, which is frozen at the cut.',
    ],
    ['a train that boards', { state: 'boarding' }, 'The train is boarding: a go is given on its manifest, which is frozen at the cut.'],
  ])('%s can never go, and says why', async (_name, change, detail) => {
    world = { ...world, ...change };
    const { view, goHolds, state, speaker } = await look();
    expect(view.standing).toEqual({ state: 'cannot-go', sentence: 'Cannot go yet', detail });
    expect(goHolds).toBe(false);
    const word = { do: 'decide', reason: 'now', conditions: ['c'], evidenceDigest: null } as const;
    for (const verdict of ['go', 'go-with-conditions'] as const)
      expect(decide(state, { ...word, verdict }, speaker, now)).toMatchObject({ error: { kind: 'refused-by-policy', message: detail } });
    expect(decide(state, { ...word, verdict: 'no-go' }, speaker, now)).toMatchObject({ ok: true });
  });

  it('without a template nothing can go, and it says which file is missing; an unknown train is not found', async () => {
    delete world.files['checklists.yaml'];
    expect(await look()).toMatchObject({
      goHolds: false,
      view: { standing: { state: 'cannot-go' }, problems: ['There is no checklists.yaml in /release: nothing can go.'] },
    });
    expect(await desk()('nobody', signal)).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('is the one of the tier that the timetable names, else of the strictest aboard', async () => {
    world.files['checklists.yaml'] += "\n  '3': {items: [{check: ci-green}], quorum: [conductor]}";
    expect((await look()).view).toMatchObject({ tier: 1, items: { length: 7 } });
    world.tier = 3;
    expect((await look()).view).toMatchObject({ tier: 3, items: { length: 1 } });
  });

  it('a checklists.yaml that grows out of aliases, or says what it may not, lets nothing go and names its place', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of [...'bcdefgh'].entries())
      bomb.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefg'[index]}`).join(', ')}]`);
    world.files['checklists.yaml'] = bomb.join('\n');
    expect(await look()).toMatchObject({
      goHolds: false,
      view: { problems: [expect.stringMatching(/^checklists\.yaml:1: Excessive alias/)] },
    });
    world.files['checklists.yaml'] = 'version: 1\ntiers:\n  "1": {items: [{check: ci-gren}], quorum: [conductor]}';
    expect(await look()).toMatchObject({
      goHolds: false,
      view: { problems: [expect.stringMatching(/^checklists\.yaml:3: tiers\.1\.items/)] },
    });
  });

  it('somebody the cluster does not vouch for holds no role', async () => {
    world.identity = { name: 'mo', groups: ['platform'], source: 'session' };
    expect((await look()).view.me).toMatchObject({ roles: [] });
  });
});
