import type { ObjectStore } from '../../store/object-store.ts';
import { replicasets } from '../../store/resources.ts';
import { labelledTemplate } from '../machinery/pod-template.ts';
import { inheritedAnnotations, newestAnnotations } from '../machinery/revisions.ts';
import type { ReplicaSet } from '../replicasets/replica-set.ts';
import { type Deployment, deploymentKeys as keys } from './deployment.ts';

const sizes = (deployment: Deployment) => ({
  [keys.desired]: String(deployment.replicas),
  [keys.max]: String(deployment.replicas + deployment.surge),
});

/** Creates the ReplicaSet of this template, empty. */
export function createSet(store: ObjectStore, deployment: Deployment, hash: string, revision: number): void {
  const { metadata } = deployment.object;
  const template = labelledTemplate(deployment.template, keys.hashLabel, hash);
  store.create(replicasets, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.name}-${hash}`,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels: { ...template.metadata.labels },
      annotations: { ...inheritedAnnotations(deployment.object), ...sizes(deployment), [keys.revision]: String(revision) },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: deployment.name,
          uid: metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas: 0,
      ...(deployment.minReadySeconds > 0 ? { minReadySeconds: deployment.minReadySeconds } : {}),
      selector: { matchLabels: { ...deployment.matchLabels, [keys.hashLabel]: hash } },
      template: {
        metadata: { creationTimestamp: null, labels: template.metadata.labels, ...annotated(template.metadata) },
        spec: template.spec,
      },
    },
    status: { replicas: 0 },
  });
}

/** Gives a ReplicaSet the newest revision, and what its Deployment's annotations say. */
export function renewSet(store: ObjectStore, deployment: Deployment, set: ReplicaSet, revision: number): void {
  const annotations = { ...newestAnnotations(deployment.object, set.object, revision, keys), ...sizes(deployment) };
  store.update(replicasets, { ...set.object, metadata: { ...set.object.metadata, annotations } });
}

/** Scales a ReplicaSet. @returns the controller's words for it */
export function scaleSet(store: ObjectStore, deployment: Deployment, set: ReplicaSet, to: number): string {
  const current = store.get(replicasets, set.object.metadata.namespace ?? null, set.name) ?? set.object;
  const annotations = { ...current.metadata.annotations, ...sizes(deployment) };
  store.update(replicasets, { ...current, metadata: { ...current.metadata, annotations }, spec: { ...current.spec, replicas: to } });
  return `Scaled ${to > set.replicas ? 'up' : 'down'} replica set ${set.name} from ${set.replicas} to ${to}`;
}

/** Deletes the oldest idle ReplicaSets beyond `revisionHistoryLimit`. */
export function trimHistory(store: ObjectStore, deployment: Deployment, old: readonly ReplicaSet[]): void {
  const idle = old.filter((each) => each.replicas === 0 && each.actual === 0).toSorted((one, other) => one.revision - other.revision);
  for (const each of idle.slice(0, Math.max(0, old.length - deployment.historyLimit))) {
    store.delete(replicasets, each.object.metadata.namespace ?? null, each.name);
  }
}

function annotated(metadata: { readonly [key: string]: unknown }) {
  const { annotations } = metadata;
  return typeof annotations === 'object' && annotations !== null
    ? { annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [key, String(value)])) }
    : {};
}
