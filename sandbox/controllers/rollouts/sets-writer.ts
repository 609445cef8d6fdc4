import { timestamp } from '../../store/memory-store.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { replicasets } from '../../store/resources.ts';
import { jsonObject } from '../machinery/json-of.ts';
import { labelledTemplate } from '../machinery/pod-template.ts';
import { inheritedAnnotations, newestAnnotations } from '../machinery/revisions.ts';
import type { ReplicaSet } from '../replicasets/replica-set.ts';
import { type Rollout, rolloutKeys as keys } from './rollout.ts';
import type { Turn } from './turn.ts';

export const deadlineKey = 'scale-down-deadline';

/** The ReplicaSet's deadline in epoch milliseconds; null without one. */
export function deadlineOf(set: ReplicaSet): number | null {
  const text = set.object.metadata.annotations?.[deadlineKey];
  return text === undefined ? null : Date.parse(text);
}

/** Scales a ReplicaSet of the rollout. True when its size changed. */
export function scaleTo(store: ObjectStore, turn: Turn, set: ReplicaSet, to: number): boolean {
  const { rollout } = turn;
  const current = store.get(replicasets, rollout.namespace, set.name);
  if (current === undefined) return false;
  const { [deadlineKey]: deadline, ...rest } = current.metadata.annotations ?? {};
  const annotations = {
    ...rest,
    ...(deadline === undefined || to === 0 ? {} : { [deadlineKey]: deadline }),
    [keys.desired]: String(rollout.replicas),
  };
  if (set.replicas === to && current.metadata.annotations?.[keys.desired] === String(rollout.replicas)) return false;
  store.update(replicasets, { ...current, metadata: { ...current.metadata, annotations }, spec: { ...current.spec, replicas: to } });
  if (set.replicas === to) return false;
  const way = to > set.replicas ? 'up' : 'down';
  const message = `Scaled ${way} ReplicaSet ${set.name} (revision ${set.revision}) from ${set.replicas} to ${to}`;
  turn.happenings.push({ reason: 'ScalingReplicaSet', message });
  return true;
}

/** Sets when a ReplicaSet goes; null lets it stay. */
export function setDeadline(store: ObjectStore, turn: Turn, set: ReplicaSet, seconds: number | null): void {
  const current = store.get(replicasets, turn.rollout.namespace, set.name);
  if (current === undefined) return;
  const { [deadlineKey]: before, ...annotations } = current.metadata.annotations ?? {};
  if (seconds === null && before === undefined) return;
  const wanted = seconds === null ? annotations : { ...annotations, [deadlineKey]: timestamp(turn.now + seconds * 1_000) };
  store.update(replicasets, { ...current, metadata: { ...current.metadata, annotations: wanted } });
  if (seconds !== null) turn.lookAgain.push(seconds * 1_000 + 1_000);
}

/** Creates the ReplicaSet of the rollout's template, or gives the one there is the newest revision. @returns the revision and whether it is new */
export function ensureNewest(
  store: ObjectStore,
  rollout: Rollout,
  hash: string,
  sets: readonly ReplicaSet[],
): { revision: number; created: boolean } {
  const existing = sets.find((each) => each.hash === hash);
  const others = sets.filter((each) => each !== existing).map((each) => each.revision);
  const revision = Math.max(1 + Math.max(0, ...others), existing?.revision ?? 0);
  if (existing !== undefined) {
    const annotations = newestAnnotations(rollout.object, existing.object, revision, keys);
    store.update(replicasets, { ...existing.object, metadata: { ...existing.object.metadata, annotations } });
    return { revision, created: false };
  }
  const template = labelledTemplate(rollout.template, keys.hashLabel, hash);
  store.create(replicasets, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${rollout.name}-${hash}`,
      namespace: rollout.namespace,
      labels: { ...template.metadata.labels },
      annotations: { ...inheritedAnnotations(rollout.object), [keys.desired]: String(rollout.replicas), [keys.revision]: String(revision) },
      ownerReferences: [
        {
          apiVersion: rollout.object.apiVersion,
          kind: 'Rollout',
          name: rollout.name,
          uid: rollout.object.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas: 0,
      ...(rollout.minReadySeconds > 0 ? { minReadySeconds: rollout.minReadySeconds } : {}),
      selector: { matchLabels: { ...rollout.matchLabels, [keys.hashLabel]: hash } },
      template: { metadata: { creationTimestamp: null, ...jsonObject(template.metadata) }, spec: template.spec },
    },
    status: { replicas: 0 },
  });
  return { revision, created: true };
}

/** Deletes the oldest idle ReplicaSets beyond `revisionHistoryLimit`. */
export function trimHistory(store: ObjectStore, { rollout, sets }: Turn): void {
  const excess = sets.others.length - rollout.historyLimit;
  if (excess <= 0) return;
  const oldest = sets.others.toSorted((one, other) => one.createdAt - other.createdAt || one.revision - other.revision).slice(0, excess);
  for (const each of oldest) {
    if (each.replicas === 0 && each.actual === 0) store.delete(replicasets, rollout.namespace, each.name);
  }
}
