import { canonicalTemplate } from '../../controllers/machinery/pod-template.ts';
import type { RevisionKeys } from '../../controllers/machinery/revisions.ts';
import { deployments } from '../../store/resources.ts';
import type { ScenarioService } from '../schema.ts';
import { jsonObject } from '../../controllers/machinery/json-of.ts';
import type { Build, Manifest } from './build.ts';
import { hashOf, type Owner } from './replica-sets.ts';
import { podTemplate } from './template.ts';

const keys: RevisionKeys = {
  hashLabel: 'pod-template-hash',
  revision: 'deployment.kubernetes.io/revision',
  history: 'deployment.kubernetes.io/revision-history',
  desired: 'deployment.kubernetes.io/desired-replicas',
};

/** A Deployment that is complete: the workload itself, or (`template`) one of no replicas that only holds the template of a Rollout. */
export function deploymentOf(build: Build, service: ScenarioService, as: 'workload' | 'template'): { manifest: Manifest; owner: Owner } {
  const { workload } = service;
  const name = as === 'workload' ? service.name : templateName(service.name);
  const replicas = as === 'workload' ? workload.replicas : 0;
  const { revisions } = workload;
  const newest = revisions.at(-1);
  const hoursAgo = newest?.hoursAgo ?? 0;
  const max = replicas + Math.ceil(replicas / 4);
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastUpdateTime: build.ago(hoursAgo, 20),
    lastTransitionTime: build.ago(hoursAgo, 20),
    reason,
    message,
  });
  const counts = replicas > 0 ? { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas } : {};
  const manifest: Manifest = {
    resource: deployments,
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name,
        namespace: build.namespace,
        uid: build.uid('Deployment', name),
        creationTimestamp: build.ago(revisions[0]?.hoursAgo ?? 0),
        generation: revisions.length,
        labels: { app: service.name, ...workload.labels },
        annotations: {
          ...workload.annotations,
          ...(newest?.cause === undefined ? {} : { 'kubernetes.io/change-cause': newest.cause }),
          [keys.revision]: String(revisions.length),
        },
      },
      spec: {
        replicas,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        selector: { matchLabels: { app: service.name } },
        template: newest ? jsonObject(canonicalTemplate(podTemplate(service, newest))) : {},
      },
      status: {
        observedGeneration: revisions.length,
        ...counts,
        conditions: [
          condition('Available', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'),
          condition(
            'Progressing',
            'NewReplicaSetAvailable',
            `ReplicaSet "${name}-${newest ? hashOf(service, newest) : ''}" has successfully progressed.`,
          ),
        ],
      },
    },
  };
  const annotations = { [keys.desired]: String(replicas), 'deployment.kubernetes.io/max-replicas': String(max) };
  return { manifest, owner: { name, apiVersion: 'apps/v1', kind: 'Deployment', keys, annotations, replicas } };
}

/** What a Rollout's template is called when a Deployment holds it. */
export function templateName(rollout: string): string {
  return `${rollout}-template`;
}
