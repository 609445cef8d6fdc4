import { jsonObject } from '../../controllers/machinery/json-of.ts';
import { labelledTemplate, type Template, templateHashOf } from '../../controllers/machinery/pod-template.ts';
import type { RevisionKeys } from '../../controllers/machinery/revisions.ts';
import { PodParts } from '../../controllers/pods/pod-parts.ts';
import { creating, running } from '../../controllers/pods/pod-status.ts';
import { pods, replicasets } from '../../store/resources.ts';
import type { ScenarioService } from '../schema.ts';
import { type Build, type Manifest, ownedBy } from './build.ts';
import { podTemplate, type Revision } from './template.ts';

export interface Owner {
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly keys: RevisionKeys;
  /** Of every ReplicaSet, besides its revision. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Of the newest; the older ones are scaled down. */
  readonly replicas: number;
}

/** The ReplicaSets of all revisions and the Pods of the newest, as the controllers leave them. */
export function replicaSetsOf(build: Build, service: ScenarioService, owner: Owner): Manifest[] {
  const { revisions } = service.workload;
  return revisions.flatMap((revision, index) => {
    const replicas = index === revisions.length - 1 ? owner.replicas : 0;
    const template = labelledTemplate(podTemplate(service, revision), owner.keys.hashLabel, hashOf(service, revision));
    const set = replicaSet(build, service, owner, { revision, number: index + 1, replicas, template });
    return [set, ...Array.from({ length: replicas }, (_, at) => pod(build, set.object.metadata.name, revision, template, at))];
  });
}

export function hashOf(service: ScenarioService, revision: Revision): string {
  return templateHashOf(podTemplate(service, revision));
}

interface Version {
  readonly revision: Revision;
  readonly number: number;
  readonly replicas: number;
  readonly template: Template;
}

function replicaSet(build: Build, service: ScenarioService, owner: Owner, { revision, number, replicas, template }: Version): Manifest {
  const hash = hashOf(service, revision);
  const name = `${owner.name}-${hash}`;
  const counted = replicas > 0 ? { fullyLabeledReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas } : {};
  return {
    resource: replicasets,
    object: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name,
        namespace: build.namespace,
        uid: build.uid('ReplicaSet', name),
        creationTimestamp: build.ago(revision.hoursAgo),
        generation: replicas > 0 ? 2 : 3,
        labels: { ...template.metadata.labels },
        annotations: {
          ...(revision.cause === undefined ? {} : { 'kubernetes.io/change-cause': revision.cause }),
          ...owner.annotations,
          [owner.keys.revision]: String(number),
        },
        ownerReferences: [ownedBy(build, owner.apiVersion, owner.kind, owner.name)],
      },
      spec: {
        replicas,
        selector: { matchLabels: { app: service.name, [owner.keys.hashLabel]: hash } },
        template: { metadata: { creationTimestamp: null, ...jsonObject(template.metadata) }, spec: template.spec },
      },
      status: { replicas, ...counted, observedGeneration: replicas > 0 ? 2 : 3 },
    },
  };
}

function pod(build: Build, set: string, { hoursAgo }: Revision, template: Template, index: number): Manifest {
  const name = build.podName(set, index);
  const began = build.ago(hoursAgo, 5 + index);
  const node = `node-${(index + build.pick(set, 3)) % 3}`;
  const metadata = {
    name,
    generateName: `${set}-`,
    namespace: build.namespace,
    uid: build.uid('Pod', name),
    creationTimestamp: build.ago(hoursAgo, index),
    labels: { ...template.metadata.labels },
    ownerReferences: [ownedBy(build, 'apps/v1', 'ReplicaSet', set)],
  };
  const spec = {
    ...template.spec,
    nodeName: node,
    serviceAccountName: 'default',
    serviceAccount: 'default',
    enableServiceLinks: true,
    priority: 0,
  };
  const started = PodParts.parse({ metadata, spec, status: creating(PodParts.parse({ metadata, spec }), node, began) });
  return { resource: pods, object: { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: running(started, true, began) } };
}
