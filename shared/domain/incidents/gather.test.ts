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
    expect(textsOf(look({ details: [detail({ changes })] }))).toHaveLength(1);
  });

  it('is an edit of a route, with its fields', () => {
    const route = { kind: 'HTTPRoute', name: 'payments', namespace: 'shop' } as const;
    const edit = change({ object: 'HTTPRoute/payments', fields: ['spec.rules'] });
    const seen = look({ details: [detail({ routes: [{ route, canaryPercent: 5, note: '', at: exampleNow, changes: [edit] }] })] });
    const fact = gather(exampleIncident(), seen)?.facts.find(({ text }) => text.startsWith('HTTPRoute/payments edited'));
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
