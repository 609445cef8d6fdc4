import { z } from 'zod';
import { mergePatch, type RawApi } from './raw-api.ts';

export const namespace = 'bench';

const rolloutsPath = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`;
export const rolloutPath = (name: string) => `${rolloutsPath}/${name}`;
export const statusPath = (name: string) => `${rolloutPath(name)}/status`;

/** Pod hashes by revision, as the controller would have named them. */
export const hashOf = (revision: number) => `5d${String(revision).padStart(2, '0')}f7c9b`;

const Created = z.object({ metadata: z.object({ uid: z.string() }) });

export async function createNamespace(api: RawApi): Promise<void> {
  await api.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
}

/** A canary without a router and its ReplicaSets, one a revision; the last one is in the spec. `status` is what the controller would have written. */
export async function createRollout(api: RawApi, name: string, revisions: number, status: object): Promise<void> {
  const made = await api.send('POST', rolloutsPath, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, labels: { app: name, team: 'payments' }, annotations: { 'rollout.argoproj.io/revision': String(revisions) } },
    spec: {
      replicas: 4,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: name } },
      strategy: { canary: { steps: [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '10m' } }] } },
      template: templateOf(name, revisions),
    },
  });
  const { uid } = Created.parse(made).metadata;
  for (let revision = 1; revision <= revisions; revision += 1) await createReplicaSet(api, name, uid, revision);
  await api.send('PATCH', statusPath(name), { status }, mergePatch);
}

async function createReplicaSet(api: RawApi, name: string, uid: string, revision: number): Promise<void> {
  const hash = hashOf(revision);
  const labels = { app: name, 'rollouts-pod-template-hash': hash };
  const template = templateOf(name, revision);
  await api.send('POST', `/apis/apps/v1/namespaces/${namespace}/replicasets`, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      labels,
      annotations: { 'rollout.argoproj.io/revision': String(revision), 'rollout.argoproj.io/desired-replicas': '4' },
      ownerReferences: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    // No pods: they are the kubelets' work, and none of these figures is about it.
    spec: { replicas: 0, selector: { matchLabels: labels }, template: { ...template, metadata: { labels } } },
  });
}

/** What the controller writes at the first pause. A merge patch of the status that takes an abort back as well. */
export function pausedStatus(revision: number, observedGeneration = 1) {
  const at = new Date().toISOString().replace(/\.\d+/, '');
  return {
    abort: null,
    abortedAt: null,
    phase: 'Paused',
    message: 'CanaryPauseStep',
    observedGeneration: String(observedGeneration),
    currentPodHash: hashOf(revision),
    stableRS: hashOf(revision - 1),
    currentStepIndex: 1,
    currentStepHash: '6f7c8d9b5',
    controllerPause: true,
    pauseConditions: [{ reason: 'CanaryPauseStep', startTime: at }],
    replicas: 4,
    updatedReplicas: 1,
    readyReplicas: 4,
    availableReplicas: 4,
    selector: 'app=checkout',
    conditions: [
      {
        type: 'Available',
        status: 'True',
        reason: 'AvailableReason',
        message: 'Rollout has minimum availability',
        lastTransitionTime: at,
        lastUpdateTime: at,
      },
      {
        type: 'Progressing',
        status: 'Unknown',
        reason: 'RolloutPaused',
        message: 'Rollout is paused',
        lastTransitionTime: at,
        lastUpdateTime: at,
      },
      { type: 'Paused', status: 'True', reason: 'RolloutPaused', message: 'Rollout is paused', lastTransitionTime: at, lastUpdateTime: at },
    ],
  };
}

/** What the controller writes once `revision` carries everything. */
export function healthyStatus(revision: number, observedGeneration = 1) {
  return {
    ...pausedStatus(revision, observedGeneration),
    phase: 'Healthy',
    message: null,
    stableRS: hashOf(revision),
    currentStepIndex: 4,
    controllerPause: false,
    pauseConditions: null,
    updatedReplicas: 4,
  };
}

/** A pod template of ordinary size: what an API server decodes, validates and stores with each write. */
export function templateOf(name: string, revision: number) {
  const env = Array.from({ length: 12 }, (_, number) => ({ name: `SETTING_${number}`, value: `value-${number}-of-${name}` }));
  const probe = (path: string) => ({ httpGet: { path, port: 8080 }, periodSeconds: 5 });
  const resources = { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } };
  return {
    metadata: { labels: { app: name, team: 'payments' } },
    spec: {
      containers: [
        {
          name: 'main',
          image: `registry.example/${name}:1.${revision}.0`,
          ports: [{ containerPort: 8080 }],
          env,
          resources,
          readinessProbe: probe('/ready'),
          livenessProbe: probe('/live'),
        },
        { name: 'proxy', image: 'registry.example/proxy:3.4.1', ports: [{ containerPort: 15001 }], resources },
      ],
    },
  };
}
