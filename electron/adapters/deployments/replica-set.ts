import type { Image, Version } from '#shared/domain/rollouts/workload.ts';
import { versionLabel } from '#shared/domain/rollouts/version-label.ts';
import { epochOf } from './object-meta.ts';
import { isTrueIn, listIn, numberIn, recordIn, textIn } from './raw-fields.ts';

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

/** A ReplicaSet as kept, or null for what is none. Read by hand: a cluster's ReplicaSets are most of what a start reads. */
export function slimReplicaSet(raw: unknown): SlimReplicaSet | null {
  const metadata = recordIn(raw, 'metadata');
  const name = textIn(metadata, 'name');
  if (name === null) return null;
  const labels = recordIn(metadata, 'labels');
  const annotations = recordIn(metadata, 'annotations');
  const spec = recordIn(raw, 'spec');
  const status = recordIn(raw, 'status');
  const revision = Number(
    textIn(annotations, 'rollout.argoproj.io/revision') ?? textIn(annotations, 'deployment.kubernetes.io/revision') ?? Number.NaN,
  );
  const pods = recordIn(recordIn(spec, 'template'), 'spec');
  return {
    uid: textIn(metadata, 'uid') ?? '',
    namespace: textIn(metadata, 'namespace') ?? '',
    name,
    ownerUid: ownerOf(listIn(metadata, 'ownerReferences')),
    hash: textIn(labels, 'rollouts-pod-template-hash') ?? textIn(labels, 'pod-template-hash') ?? '',
    revision: Number.isInteger(revision) && revision > 0 ? revision : null,
    changeCause: textIn(annotations, 'kubernetes.io/change-cause') ?? '',
    images: [...listIn(pods, 'containers'), ...listIn(pods, 'initContainers')].map(imageOf),
    createdAt: epochOf(textIn(metadata, 'creationTimestamp')),
    desired: numberIn(spec, 'replicas') ?? 0,
    ready: numberIn(status, 'readyReplicas') ?? 0,
    available: numberIn(status, 'availableReplicas') ?? 0,
  };
}

function imageOf(container: unknown): Image {
  return { container: textIn(container, 'name') ?? '', image: textIn(container, 'image') ?? '' };
}

function ownerOf(references: readonly unknown[]): string {
  for (const reference of references) if (isTrueIn(reference, 'controller')) return textIn(reference, 'uid') ?? '';
  return '';
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
