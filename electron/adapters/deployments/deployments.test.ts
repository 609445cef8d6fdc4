import { describe, expect, it } from 'vitest';
import { exampleVersion, exampleWorkload, promotedWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import { gitOpsOwnerOf } from './gitops-owner.ts';
import { joined } from './join.ts';
import { ObjectMeta, ownerOf, selectorText } from './object-meta.ts';
import { pickRevision } from './pick-revision.ts';
import { slimReplicaSet } from './replica-set.ts';
import { deploymentBase } from './to-workload.ts';
import { deploymentUndo } from './undo-writes.ts';
import { deploymentWrites } from './writes.ts';

const meta = (more: Record<string, unknown>) => ObjectMeta.parse({ name: 'payments', ...more });

function raw(status: Record<string, unknown>, spec: Record<string, unknown> = {}) {
  const annotations = { 'deployment.kubernetes.io/revision': '2' };
  return {
    metadata: { name: 'd', namespace: 'shop', uid: 'u', generation: 2, annotations },
    spec: { replicas: 3, template: {}, ...spec },
    status,
  };
}
const complete = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 };

describe("a Deployment's nearest phase", () => {
  const condition = (type: string, status: string, reason: string) => ({ type, status, reason, message: 'words' });
  it.each([
    ['complete', complete, {}, 'Healthy', ''],
    ['not observed', { ...complete, observedGeneration: 1 }, {}, 'Progressing', ''],
    ['never observed', {}, {}, 'Unknown', ''],
    ['half updated', { ...complete, updatedReplicas: 1 }, {}, 'Progressing', ''],
    ['old pods left', { ...complete, replicas: 4 }, {}, 'Progressing', ''],
    ['paused', complete, { paused: true }, 'Paused', ''],
    [
      'out of time',
      { ...complete, updatedReplicas: 1, conditions: [condition('Progressing', 'False', 'ProgressDeadlineExceeded')] },
      {},
      'Degraded',
      'ProgressDeadlineExceeded: words',
    ],
    [
      'refused pods',
      { ...complete, updatedReplicas: 1, conditions: [condition('ReplicaFailure', 'True', 'FailedCreate')] },
      {},
      'Degraded',
      'FailedCreate: words',
    ],
    [
      'complete once, and its pods lost',
      {
        ...complete,
        availableReplicas: 0,
        conditions: [
          condition('Progressing', 'True', 'NewReplicaSetAvailable'),
          condition('Available', 'False', 'MinimumReplicasUnavailable'),
        ],
      },
      {},
      'Degraded',
      'MinimumReplicasUnavailable: words',
    ],
  ])('%s', (_, status, spec, phase, message) => {
    expect(deploymentBase('prod', raw(status, spec))?.workload).toMatchObject({ phase, message });
  });

  it('has the hashes of its ReplicaSets: current by revision, stable until every pod is new', () => {
    const replicaSet = (revision: number, hash: string, ready: number) => {
      const slim = slimReplicaSet({
        metadata: {
          name: hash,
          uid: hash,
          labels: { 'pod-template-hash': hash },
          annotations: { 'deployment.kubernetes.io/revision': String(revision) },
        },
        spec: { replicas: ready },
        status: { readyReplicas: ready, availableReplicas: ready },
      });
      return slim === null ? [] : [slim];
    };
    const rolling = deploymentBase('prod', raw({ ...complete, updatedReplicas: 1 }));
    const done = deploymentBase('prod', raw(complete));
    if (rolling === null || done === null) throw new Error('unreadable');
    const both = [...replicaSet(1, 'old', 2), ...replicaSet(2, 'new', 1)];
    expect(joined(rolling, both)).toMatchObject({ currentHash: 'new', stableHash: 'old' });
    expect(joined(done, [...replicaSet(1, 'old', 0), ...replicaSet(2, 'new', 3)])).toMatchObject({ currentHash: 'new', stableHash: 'new' });
    expect(joined(done, [])).toMatchObject({ currentHash: '', stableHash: '' });
  });
});

describe('which revision an undo goes to', () => {
  const three = [
    exampleVersion('new', '3', { revision: 3 }),
    exampleVersion('abandoned', '2', { revision: 2 }),
    exampleVersion('old', '1', { revision: 1 }),
  ];
  it('the stable one while another rolls out, not the canary abandoned in between', () => {
    expect(pickRevision(exampleWorkload({ versions: three }), null)).toMatchObject({ value: { revision: 1 } });
  });
  it('the newest other one once promoted', () => {
    expect(pickRevision(promotedWorkload({ versions: three }), null)).toMatchObject({ value: { revision: 2 } });
  });
  it('the one that was told, or the kept ones by number', () => {
    expect(pickRevision(exampleWorkload({ versions: three }), 2)).toMatchObject({ value: { hash: 'abandoned' } });
    expect(pickRevision(exampleWorkload({ versions: three }), 7)).toMatchObject({
      error: { message: 'payments keeps no revision 7. Kept: 3, 2, 1.' },
    });
    expect(pickRevision(promotedWorkload({ versions: [three[0] ?? exampleVersion('new', '3')] }), null)).toMatchObject({
      error: { kind: 'not-found' },
    });
  });
});

describe('what is written to a Deployment', () => {
  it('an undo replaces template and annotations as kubectl does, guarded by the resourceVersion', () => {
    const own = {
      'deployment.kubernetes.io/revision': '3',
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
      'kubernetes.io/change-cause': 'new',
    };
    const old = {
      'deployment.kubernetes.io/revision': '2',
      'deployment.kubernetes.io/desired-replicas': '3',
      'kubernetes.io/change-cause': 'old',
    };
    const template = { metadata: { labels: { app: 'd', 'pod-template-hash': 'x' } }, spec: {} };
    expect(deploymentUndo('/path', 'deployments/d', '77', template, own, old).body).toEqual([
      { op: 'test', path: '/metadata/resourceVersion', value: '77' },
      { op: 'replace', path: '/spec/template', value: { metadata: { labels: { app: 'd' } }, spec: {} } },
      {
        op: 'replace',
        path: '/metadata/annotations',
        value: {
          'deployment.kubernetes.io/revision': '3',
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          'kubernetes.io/change-cause': 'old',
        },
      },
    ]);
  });

  it('a restart is an annotation on the template, pause and resume a field', () => {
    const workload = exampleWorkload({ target: { context: 'c', namespace: 'shop', kind: 'Deployment', name: 'd' } });
    expect(deploymentWrites(workload, { action: 'restart' }, 0)).toMatchObject({
      value: [
        {
          contentType: 'application/strategic-merge-patch+json',
          path: '/apis/apps/v1/namespaces/shop/deployments/d',
          body: { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '1970-01-01T00:00:00Z' } } } } },
        },
      ],
    });
    expect(deploymentWrites(workload, { action: 'pause' }, 0)).toMatchObject({ value: [{ body: { spec: { paused: true } } }] });
    expect(deploymentWrites(workload, { action: 'promote' }, 0)).toMatchObject({
      error: { message: 'A Deployment has no steps: it cannot promote.' },
    });
  });
});

describe('who else writes an object', () => {
  it.each([
    [
      { annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/payments' } },
      { tool: 'Argo CD', name: 'shop', selfHeals: true },
    ],
    [
      { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux' } },
      { tool: 'Flux Kustomization', name: 'flux/apps', selfHeals: true },
    ],
    [
      { labels: { 'helm.toolkit.fluxcd.io/name': 'shop', 'app.kubernetes.io/managed-by': 'Helm' } },
      { tool: 'Flux HelmRelease', name: 'shop', selfHeals: false },
    ],
    [
      { labels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/managed-by': 'Helm' } },
      { tool: 'Helm', name: 'shop', selfHeals: false },
    ],
    [
      { labels: { 'app.kubernetes.io/instance': 'shop' }, managedFields: [{ manager: 'argocd-controller' }] },
      { tool: 'Argo CD', name: 'shop', evidence: 'fields managed by argocd-controller' },
    ],
    [{ labels: { 'app.kubernetes.io/instance': 'shop' } }, { tool: 'Argo CD', evidence: expect.stringContaining('older mark') }],
  ])('%j', (more, owner) => expect(gitOpsOwnerOf(meta(more))).toMatchObject(owner));

  it('nobody, where no tool left a mark', () => {
    expect(gitOpsOwnerOf(meta({ managedFields: [{ manager: 'kubectl-edit' }] }))).toBeNull();
    expect(ownerOf(meta({ labels: { team: 'payments' } }))).toBe('payments');
  });
});

describe('a selector as a query', () => {
  it('knows every operator', () => {
    const matchExpressions = [
      { key: 'a', operator: 'In', values: ['1', '2'] },
      { key: 'b', operator: 'NotIn', values: ['3'] },
      { key: 'c', operator: 'Exists' },
      { key: 'd', operator: 'DoesNotExist' },
    ];
    expect(selectorText({ matchLabels: { app: 'x' }, matchExpressions })).toBe('app=x,a in (1,2),b notin (3),c,!d');
    expect(selectorText(null)).toBe('');
  });
});
