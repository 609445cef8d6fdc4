import { z } from 'zod';
import type { Image, Version } from '#shared/domain/rollouts/workload.ts';
import { versionLabel } from '#shared/domain/rollouts/version-label.ts';
import { epochOf, ObjectMeta } from './object-meta.ts';

const Containers = z.array(z.object({ name: z.string().default(''), image: z.string().default('') }));

const RawReplicaSet = z.object({
  metadata: ObjectMeta,
  spec: z
    .object({
      replicas: z.number().nullish(),
      template: z
        .object({ spec: z.object({ containers: Containers.nullish(), initContainers: Containers.nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
  status: z.object({ readyReplicas: z.number().nullish(), availableReplicas: z.number().nullish() }).nullish(),
});

/** What is kept of a ReplicaSet: a cluster has thousands, and their templates are most of their size. */
export interface SlimReplicaSet {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** uid of the Rollout or Deployment that owns it; empty when nobody does. */
  readonly ownerUid: string;
  readonly hash: string;
  readonly revision: number | null;
  readonly changeCause: string;
  readonly images: Image[];
  readonly createdAt: number | null;
  readonly desired: number;
  readonly ready: number;
  readonly available: number;
}

/** A ReplicaSet as kept, or null for what is none. */
export function slimReplicaSet(raw: unknown): SlimReplicaSet | null {
  const parsed = RawReplicaSet.safeParse(raw);
  if (!parsed.success) return null;
  const { metadata, spec, status } = parsed.data;
  const { labels, annotations } = metadata;
  const revision = Number(annotations?.['rollout.argoproj.io/revision'] ?? annotations?.['deployment.kubernetes.io/revision']);
  const pods = spec?.template?.spec;
  return {
    uid: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    ownerUid: metadata.ownerReferences?.find((owner) => owner.controller === true)?.uid ?? '',
    hash: labels?.['rollouts-pod-template-hash'] ?? labels?.['pod-template-hash'] ?? '',
    revision: Number.isInteger(revision) && revision > 0 ? revision : null,
    changeCause: annotations?.['kubernetes.io/change-cause'] ?? '',
    images: [...(pods?.containers ?? []), ...(pods?.initContainers ?? [])].map(({ name, image }) => ({ container: name, image })),
    createdAt: epochOf(metadata.creationTimestamp),
    desired: spec?.replicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  };
}

/** The versions these ReplicaSets are, newest revision first, each called by the image that tells it from the others. */
export function versionsOf(replicaSets: readonly SlimReplicaSet[]): Version[] {
  const all = replicaSets.map((each) => each.images);
  return [...replicaSets]
    .sort((one, other) => (other.revision ?? 0) - (one.revision ?? 0) || (other.createdAt ?? 0) - (one.createdAt ?? 0))
    .map(({ hash, revision, images, createdAt, desired, ready, available }) => {
      return { hash, revision, label: versionLabel(images, all), images, createdAt, desired, ready, available };
    });
}
