import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../audit/entry.ts';
import { exampleNow, exampleVersion, exampleWorkload } from '../rollouts/testing/example-workload.ts';
import type { WorkloadDetail } from '../rollouts/detail.ts';
import type { FieldChange } from '../rollouts/field-change.ts';
import { targetKey } from '../rollouts/target.ts';
import { IncidentEvent } from './events.ts';
import { gather, type Observation } from './gather.ts';
import { declared, exampleIncident, exampleReadings, payments } from './testing/example-incident.ts';
import { timelineOf } from './timeline.ts';

const key = targetKey(payments);
const old = exampleVersion('old', '2.13.4', { createdAt: exampleNow - 5 * 86_400_000 });

function detail(more: Partial<WorkloadDetail> = {}): WorkloadDetail {
  const workload = exampleWorkload({ versions: [exampleVersion('new', '2.14.0', { createdAt: exampleNow - 120_000, revision: 3 }), old] });
  return { workload, routes: [], pods: [], events: [], revisions: [], difference: null, changes: [], gaps: [], at: exampleNow, ...more };
}

function look(more: Partial<Observation> = {}): Observation {
  return { audit: [], details: [], lookedAt: new Map(), readings: [], told: [], declared: [], gaps: [], ...more };
}

function change(more: Partial<FieldChange>): FieldChange {
  return { manager: 'kubectl-edit', operation: 'Update', subresource: '', object: 'Rollout/payments', at: exampleNow - 30_000, ...more };
}

function entry(more: Partial<AuditEntry>): AuditEntry {
  const hash = 'a'.repeat(64);
  return {
    seq: 1,
    previousHash: '0'.repeat(64),
    hash,
    auditId: 'a1',
    phase: 'intent',
    at: new Date(exampleNow - 120_500).toISOString(),
    actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
    role: 'operator',
    action: 'rollouts.set-image',
    target: key,
    reason: 'refunds',
    outcome: null,
    writer: { host: 'h', pid: 1, startedAt: 's' },
    detail: {},
    ...more,
  };
}

const textsOf = (seen: Observation) =>
  gather(exampleIncident(), seen)
    ?.facts.filter(({ source }) => source === 'outside')
    .map(({ text }) => text);

const edits = (text: string) => text.includes('edited');

describe('what others changed', () => {
  it('is a version that no act of ours made', () => {
    expect(textsOf(look({ details: [detail()] }))).toEqual(['Rollout/payments got version 2.14.0 from outside the desk']);
    expect(textsOf(look({ details: [detail()], audit: [{ entry: entry({}), target: payments }] }))).toEqual([]);
  });

  it('names the tool where managedFields do, and says that the cluster does not say who', () => {
    const at = exampleNow - 119_000;
    const [fact] =
      gather(exampleIncident(), look({ details: [detail({ changes: [change({ at, manager: 'kubectl-set' })] })] }))?.facts ?? [];
    expect(fact).toMatchObject({ who: 'kubectl-set', source: 'outside', tone: 'outside' });
    expect(fact?.detail).toMatch(/revision 3.*manager kubectl-set, Update\. The cluster does not say who\./);
  });

  it('is neither what a controller wrote nor what this desk wrote', () => {
    const changes = ['rollouts-controller', 'kube-controller-manager', 'release-command-center'].map((manager) => change({ manager }));
    const ours = entry({ at: new Date(exampleNow - 30_500).toISOString(), action: 'rollouts.pause' });
    expect(textsOf(look({ details: [detail({ changes })], audit: [{ entry: ours, target: payments }] }))?.filter(edits)).toEqual([]);
  });

  it('is what another desk wrote, whose log is not this one', () => {
    const changes = [change({ manager: 'release-command-center', subresource: 'status', fields: ['status.abort'] })];
    const act = { auditId: 'a2', action: 'rollouts.pause' };
    const ours = [
      entry({ ...act, at: new Date(exampleNow - 100_000).toISOString() }),
      entry({ ...act, seq: 2, phase: 'outcome', outcome: 'effective', at: new Date(exampleNow - 95_000).toISOString() }),
    ];
    expect(textsOf(look({ details: [detail({ changes })], audit: ours.map((one) => ({ entry: one, target: payments })) }))).toContain(
      'Rollout/payments edited outside the desk, by another desk whose log is not this one',
    );
  });

  it('is never this desk itself, though the clock of the cluster is minutes off', () => {
    const changes = [change({ manager: 'release-command-center', subresource: 'status', fields: ['status.abort'] })];
    const ours = (body: object) => {
      const at = new Date(exampleNow - 300_000).toISOString();
      const detail = { writes: [{ body: JSON.parse(JSON.stringify(body)) }] };
      return [
        entry({ at, action: 'rollback.run', detail }),
        entry({ at, seq: 2, phase: 'outcome', outcome: 'effective', action: 'rollback.run' }),
      ].map((one) => ({ entry: one, target: payments }));
    };
    const told = (body: object) => textsOf(look({ details: [detail({ changes })], audit: ours(body) }))?.filter(edits);
    expect(told({ status: { abort: true } })).toEqual([]);
    expect(told([{ op: 'replace', path: '/status/abort', value: true }])).toEqual([]);
    expect(told({ spec: { paused: true } })).toHaveLength(1);
  });

  it.each([
    ['kubectl-edit', '', 'Rollout/payments edited outside the desk, with kubectl edit'],
    ['kubectl-argo-rollouts', 'status', 'Rollout/payments edited outside the desk, with kubectl argo rollouts'],
    ['helm', '', 'Rollout/payments edited outside the desk, with Helm'],
    ['argocd-controller', '', 'Rollout/payments edited outside the desk, with Argo CD'],
    ['python-requests', '', 'Rollout/payments edited outside the desk'],
  ])('by %s%s names the tool as people call it, where anybody knows it', (manager, subresource, text) => {
    expect(textsOf(look({ details: [detail({ changes: [change({ manager, subresource })] })] }))).toContain(text);
  });

  it('is a scale, which the cluster does not stamp: its manager is named by the field it owns', () => {
    const before = exampleIncident([gather(exampleIncident(), look({ details: [detail()] }))].flatMap((one) => one ?? []));
    const { workload } = detail();
    const more = { workload: { ...workload, replicas: { ...workload.replicas, desired: 99 } }, at: exampleNow + 5_000 };
    const scale = (manager: string) => ({
      manager,
      operation: 'Update',
      subresource: 'scale',
      object: 'Rollout/payments',
      fields: ['spec.replicas'],
    });
    const scaled = (manager: string) =>
      gather(before, look({ details: [detail({ ...more, undated: [scale(manager)] })] }))?.facts.filter(
        ({ source }) => source === 'outside',
      ) ?? [];
    expect(scaled('kubectl')).toMatchObject([{ who: 'kubectl', text: 'Rollout/payments changed outside the desk, with kubectl scale' }]);
    expect(scaled('kubectl')[0]?.detail).toMatch(
      /^spec\.replicas \d+ → 99, seen between two looks\. Manager kubectl, Update, scale, a write/,
    );
    // An autoscaler is a controller doing its work.
    expect(scaled('kube-controller-manager')).toEqual([]);
  });

  it('is claimed by the manager that owns the field, not by whoever else wrote in the same second', () => {
    const at = exampleNow - 119_000;
    const changes = [
      change({ at, manager: 'kubectl-annotate', fields: ['metadata.annotations.a'] }),
      change({ at, manager: 'kubectl-argo-rollouts', fields: ['spec.template.spec.containers[payments].image'] }),
    ];
    expect(textsOf(look({ details: [detail({ changes })] }))).toEqual([
      'Rollout/payments got version 2.14.0 from outside the desk, with kubectl argo rollouts',
      'Rollout/payments edited outside the desk, with kubectl annotate',
    ]);
  });

  it('is an edit of a route, with its fields', () => {
    const route = { kind: 'HTTPRoute', name: 'payments', namespace: 'shop' } as const;
    const edit = change({ object: 'HTTPRoute/payments', fields: ['spec.rules'] });
    const seen = look({ details: [detail({ routes: [{ route, canaryPercent: 5, note: '', at: exampleNow, changes: [edit] }] })] });
    const fact = gather(exampleIncident(), seen)?.facts.find(({ text }) =>
      text.startsWith('HTTPRoute/payments edited outside the desk, with kubectl edit'),
    );
    expect(fact?.detail).toBe('manager kubectl-edit, Update, field spec.rules. The cluster does not say who.');
  });

  it('is a difference between two looks that nothing else explains', () => {
    const first = gather(exampleIncident(), look({ details: [detail()] }));
    const known = exampleIncident(first === null ? [] : [first]);
    const later = detail({ workload: { ...detail().workload, paused: true }, at: exampleNow + 5_000 });
    const news = gather(known, look({ details: [later] }));
    expect(news?.facts).toMatchObject([
      { source: 'outside', who: null, detail: 'spec.paused false → true, seen between two looks. The cluster does not say who.' },
    ]);
    const ours = entry({ at: new Date(exampleNow + 4_000).toISOString(), action: 'rollouts.pause' });
    expect(
      gather(known, look({ details: [later], audit: [{ entry: ours, target: payments }] }))?.facts.map(({ source }) => source),
    ).toEqual(['audit']);
  });
});

describe('what the version changed', () => {
  const line = { section: 'env' as const, path: 'containers[payments].env.PSP_TIMEOUT_MS', before: '1000', after: '500' };
  const secret = { section: 'env' as const, path: 'containers[payments].env.PSP_PASSWORD', before: 'a', after: 'b' };
  const difference = { from: '2.13.4', to: '2.14.0', lines: [line, secret], notes: [] };
  const told = (seen: Observation) => gather(exampleIncident(), seen)?.differences;

  it('is told once, with what was stable first, and without what a name says is secret', () => {
    const first = gather(exampleIncident(), look({ details: [detail({ difference })] }));
    expect(first?.differences).toMatchObject([
      { target: payments, hash: 'new', from: '2.13.4', to: '2.14.0', lines: [line, { path: secret.path }] },
    ]);
    expect(JSON.stringify(first?.differences)).not.toMatch(/"(before|after)":"[ab]"/);
    expect(gather(exampleIncident(first === null ? [] : [first]), look({ details: [detail({ difference })] }))).toBeNull();
  });

  it('reads the same after an undo, when the cluster compares the two the other way round', () => {
    const { workload } = detail();
    const undone = detail({
      workload: { ...workload, currentHash: 'old', stableHash: 'old' },
      difference: { from: '2.14.0', to: '2.13.4', lines: [{ ...line, before: '500', after: '1000' }], notes: [] },
    });
    expect(told(look({ details: [undone] }))).toMatchObject([{ hash: 'new', from: '2.13.4', to: '2.14.0', lines: [line] }]);
  });

  it('is not told of versions the incident is not about', () => {
    const { workload } = detail();
    expect(told(look({ details: [detail({ workload: { ...workload, currentHash: 'x', stableHash: 'y' }, difference })] }))).toEqual([]);
  });
});

describe('gathering', () => {
  it('writes nothing when nothing is news, also after what it wrote was read back', () => {
    const seen = look({
      details: [
        detail({
          events: [
            { uid: 'e1', type: 'Normal', reason: 'RolloutPaused', message: 'paused', object: 'Rollout/payments', count: 2, at: exampleNow },
          ],
        }),
      ],
      audit: [{ entry: entry({ at: new Date(exampleNow).toISOString() }), target: payments }],
      readings: exampleReadings([{ total: 200, bad: 10, failed: 4 }]),
      declared: [declared],
      gaps: [{ source: 'ci', text: 'no answer' }],
    });
    const first = gather(exampleIncident(), seen);
    expect(first).not.toBeNull();
    const readBack = IncidentEvent.parse(JSON.parse(JSON.stringify(first)));
    expect(gather(exampleIncident([readBack]), seen)).toBeNull();
  });

  it('tells an event that was counted again once, as it stands', () => {
    const event = { uid: 'e1', type: 'Warning', reason: 'BackOff', message: 'restarting', object: 'Pod/payments-1', at: exampleNow };
    const at = (count: number) => look({ details: [detail({ events: [{ ...event, count }] })] });
    const first = gather(exampleIncident(), at(1));
    const second = gather(exampleIncident(first === null ? [] : [first]), at(4));
    const shown = timelineOf(exampleIncident([first, second].flatMap((one) => one ?? []))).filter(({ source }) => source === 'kubernetes');
    expect(shown.map(({ text }) => text)).toEqual(['BackOff on Pod/payments-1, 4 times']);
  });

  it('says once where the declared breach began and where it was over', () => {
    const bad = { total: 200, bad: 10, failed: 4 };
    const well = { total: 200, bad: 10, failed: 0 };
    const seen = (figures: (typeof bad)[]) => look({ declared: [declared], readings: exampleReadings(figures) });
    const first = gather(exampleIncident(), seen([well, bad, bad, bad]));
    expect(first?.facts.map(({ text }) => text)).toEqual(['Breach: 40% of requests on 2.14.0 failed']);
    const second = gather(exampleIncident(first === null ? [] : [first]), seen([well, bad, bad, bad, { total: 200, bad: 0, failed: 0 }]));
    expect(second?.facts.map(({ text }) => text)).toEqual(['Breach over: no requests on 2.14.0']);
  });

  it('cites what people did to the incident, and cites audit entries by number and hash', () => {
    const note = entry({ seq: 9, auditId: 'n1', action: 'incidents.note', target: 'INC-7' });
    const news = gather(
      exampleIncident(),
      look({
        audit: [
          { entry: note, target: null },
          { entry: entry({ at: new Date(exampleNow).toISOString() }), target: payments },
        ],
      }),
    );
    expect(news?.cited).toEqual([{ auditId: 'n1', seq: 9, hash: note.hash }]);
    expect(news?.facts.map(({ audit }) => audit)).toEqual([{ seq: 1, hash: note.hash }]);
  });
});
