import { stepsHash } from '../../controllers/rollouts/canary-weight.ts';
import { readRollout, rolloutKeys as keys } from '../../controllers/rollouts/rollout.ts';
import type { Json } from '../../store/object-store.ts';
import { rollouts } from '../../store/resources.ts';
import type { ScenarioService } from '../schema.ts';
import { templateName } from './deployment.ts';
import type { Build, Manifest } from './build.ts';
import { hashOf, type Owner } from './replica-sets.ts';
import { podTemplate } from './template.ts';

type JsonObject = { [key: string]: Json | undefined };

/** A Rollout that is Healthy: its newest revision is the stable one. */
export function rolloutOf(build: Build, service: ScenarioService): { manifest: Manifest; owner: Owner } {
  const { name, workload } = service;
  const { revisions, replicas } = workload;
  const newest = revisions.at(-1);
  const hash = newest ? hashOf(service, newest) : '';
  const generation = revisions.length;
  const template = newest ? podTemplate(service, newest) : {};
  const own =
    workload.kind === 'Rollout'
      ? { selector: { matchLabels: { app: name } }, template }
      : { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: templateName(name) } };
  const object = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name,
      namespace: build.namespace,
      uid: build.uid('Rollout', name),
      creationTimestamp: build.ago(revisions[0]?.hoursAgo ?? 0),
      generation,
      labels: { app: name, ...workload.labels },
      annotations: {
        ...workload.annotations,
        ...(newest?.cause === undefined ? {} : { 'kubernetes.io/change-cause': newest.cause }),
        [keys.revision]: String(generation),
        ...(workload.kind === 'Rollout' ? {} : { 'rollout.argoproj.io/workload-generation': String(generation) }),
      },
    },
    spec: { replicas, revisionHistoryLimit: 10, ...own, strategy: strategyOf(build, service) },
  };
  const status = statusOf(build, service, hash, stepsOf(object.spec));
  const owner = { name, apiVersion: object.apiVersion, kind: 'Rollout', keys, annotations: { [keys.desired]: String(replicas) }, replicas };
  return { manifest: { resource: rollouts, object: { ...object, status } }, owner };
}

function strategyOf({ namespace }: Build, { name, workload }: ScenarioService): JsonObject {
  if (workload.blueGreen)
    return { blueGreen: { ...workload.blueGreen, activeService: `${name}-active`, previewService: `${name}-preview` } };
  if (!workload.router) return { canary: workload.canary ?? {} };
  const trafficRouting =
    workload.router === 'VirtualService'
      ? { istio: { virtualService: { name, routes: ['primary'] } } }
      : { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: name, namespace } } };
  return { canary: { ...workload.canary, stableService: `${name}-stable`, canaryService: `${name}-canary`, trafficRouting } };
}

/** How many steps there are and their hash, as the controller reckons it. */
function stepsOf(spec: JsonObject): { count: number; hash: string } {
  const metadata = { name: '', uid: '', resourceVersion: '', creationTimestamp: '' };
  const rollout = readRollout({ apiVersion: '', kind: 'Rollout', metadata, spec });
  return { count: rollout.steps.length, hash: stepsHash(rollout) };
}

function statusOf(build: Build, service: ScenarioService, hash: string, steps: { count: number; hash: string }): JsonObject {
  const { name, workload } = service;
  const { replicas, revisions } = workload;
  const since = build.ago(revisions.at(-1)?.hoursAgo ?? 0, 30);
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastUpdateTime: since,
    lastTransitionTime: since,
    reason,
    message,
  });
  const at = (role: string, weight: number) => ({ weight, podTemplateHash: hash, serviceName: `${name}-${role}` });
  return {
    phase: 'Healthy',
    observedGeneration: String(revisions.length),
    currentPodHash: hash,
    stableRS: hash,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    HPAReplicas: replicas,
    selector: workload.blueGreen ? `app=${name},${keys.hashLabel}=${hash}` : `app=${name}`,
    conditions: [
      condition('Available', 'AvailableReason', 'Rollout has minimum availability'),
      condition('Progressing', 'NewReplicaSetAvailable', `ReplicaSet "${name}-${hash}" has successfully progressed.`),
      condition('Healthy', 'RolloutHealthy', 'Rollout is healthy'),
      condition('Completed', 'RolloutCompleted', 'RolloutCompleted'),
    ],
    ...(workload.blueGreen ? {} : { currentStepHash: steps.hash, ...(steps.count > 0 ? { currentStepIndex: steps.count } : {}) }),
    ...(workload.kind === 'Rollout' ? {} : { workloadObservedGeneration: String(revisions.length) }),
    canary: workload.router ? { weights: { canary: at('canary', 0), stable: at('stable', 100) } } : {},
    blueGreen: workload.blueGreen ? { activeSelector: hash, previewSelector: hash } : {},
  };
}
