import { hashOf, healthyStatus, pausedStatus, templateOf } from '../support/rollouts.ts';

export const namespace = 'bench';
/** Of twenty Rollouts one is degraded and three move; the others are healthy. */
const kinds = ['degraded', 'moving', 'moving', 'moving'] as const;
export type Kind = (typeof kinds)[number] | 'healthy';
export const kindOf = (number: number): Kind => kinds[number % 20] ?? 'healthy';
export const nameOf = (number: number): string => `service-${String(number).padStart(4, '0')}`;

/** A canary at its first steps, as the Rollouts controller would have left it. */
export function rolloutObject(number: number, revisions: number) {
  const name = nameOf(number);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name,
      namespace,
      labels: { app: name, team: 'payments' },
      annotations: { 'rollout.argoproj.io/revision': String(revisions) },
    },
    spec: {
      replicas: 4,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: name } },
      strategy: { canary: { steps: [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '10m' } }] } },
      template: templateOf(name, revisions),
    },
    status: statusOf(number, revisions),
  };
}

export function replicaSetObject(number: number, uid: string, revision: number) {
  const name = nameOf(number);
  const labels = { app: name, 'rollouts-pod-template-hash': hashOf(revision) };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hashOf(revision)}`,
      namespace,
      labels,
      annotations: { 'rollout.argoproj.io/revision': String(revision), 'rollout.argoproj.io/desired-replicas': '4' },
      ownerReferences: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    spec: { replicas: 0, selector: { matchLabels: labels }, template: { ...templateOf(name, revision), metadata: { labels } } },
    status: { replicas: 0, observedGeneration: 1 },
  };
}

function statusOf(number: number, revisions: number) {
  const kind = kindOf(number);
  if (kind === 'healthy') return healthyStatus(revisions);
  const { pauseConditions: _none, ...status } = { ...pausedStatus(revisions), controllerPause: false, currentStepIndex: 0 };
  if (kind === 'moving') return { ...status, phase: 'Progressing', message: 'more replicas need to be updated' };
  // The longest wait is listed first: the same degraded Rollouts stand at the top of the list for as long as the benchmark runs.
  const at = new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString().replace(/\.\d+/, '');
  const failed = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' };
  return {
    ...status,
    phase: 'Degraded',
    message: 'not yet written',
    conditions: [{ ...failed, lastTransitionTime: at, lastUpdateTime: at }],
  };
}
