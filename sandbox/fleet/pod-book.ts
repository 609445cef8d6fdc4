import { z } from 'zod';
import type { StoredObject } from '../store/object-store.ts';
import type { PodWorld, WorkloadWorld } from './world-view.ts';

export interface BookedVersion {
  readonly hash: string;
  readonly hashLabel: WorkloadWorld['hashLabel'];
  readonly tag: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pods: readonly PodWorld[];
}

/** Pods by the workload and version they belong to. Workloads are named `NAMESPACE/NAME`. */
export interface PodBook {
  /** Gives the workload it concerns; null: no controller owns the pod, or nothing that matters here has changed. */
  put(pod: StoredObject): string | null;
  remove(pod: StoredObject): string | null;
  versionsOf(namespace: string, name: string): readonly BookedVersion[];
}

interface Entry extends PodWorld {
  readonly owner: string;
  readonly hash: string;
  readonly hashLabel: WorkloadWorld['hashLabel'];
  readonly tag: string;
  readonly env: Readonly<Record<string, string>>;
}

const Pod = z.looseObject({
  metadata: z.looseObject({ deletionTimestamp: z.string().optional() }),
  spec: z
    .looseObject({
      containers: z
        .array(
          z.looseObject({
            image: z.string().default(''),
            env: z.array(z.looseObject({ name: z.string(), value: z.string().default('') })).default([]),
          }),
        )
        .default([]),
    })
    .default({ containers: [] }),
  status: z
    .looseObject({ conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]) })
    .default({ conditions: [] }),
});

export function createPodBook(): PodBook {
  const workloads = new Map<string, Map<string, Entry>>();

  return {
    put(object) {
      const entry = read(object);
      if (!entry) return null;
      const all = workloads.get(entry.owner) ?? new Map<string, Entry>();
      workloads.set(entry.owner, all);
      const before = all.get(entry.name);
      all.set(entry.name, entry);
      return before?.ready === entry.ready && before.hash === entry.hash ? null : entry.owner;
    },
    remove(object) {
      const entry = read(object);
      return entry && workloads.get(entry.owner)?.delete(entry.name) ? entry.owner : null;
    },
    versionsOf(namespace, name) {
      const versions = new Map<string, BookedVersion & { pods: PodWorld[] }>();
      const entries = [...(workloads.get(`${namespace}/${name}`)?.values() ?? [])];
      // In the order of names, so that it does not matter in which order they came.
      for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        const { hash, hashLabel, tag, env } = entry;
        const version = versions.get(hash) ?? { hash, hashLabel, tag, env, pods: [] };
        versions.set(hash, version);
        version.pods.push({ name: entry.name, ready: entry.ready });
      }
      return [...versions.values()];
    },
  };
}

function read(object: StoredObject): Entry | null {
  const labels = object.metadata.labels ?? {};
  const hashLabel = labels['rollouts-pod-template-hash'] === undefined ? 'pod-template-hash' : 'rollouts-pod-template-hash';
  const hash = labels[hashLabel];
  const set = object.metadata.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet')?.name;
  if (hash === undefined || !set?.endsWith(`-${hash}`)) return null;
  const pod = Pod.parse(object);
  const [container] = pod.spec.containers;
  const answers = pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  return {
    name: object.metadata.name,
    owner: `${object.metadata.namespace ?? ''}/${set.slice(0, -hash.length - 1)}`,
    hash,
    hashLabel,
    ready: answers && pod.metadata.deletionTimestamp === undefined,
    tag: tagOf(container?.image ?? ''),
    env: Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value])),
  };
}

/** A digest beside the tag pins what runs; how it behaves is the tag's. */
function tagOf(image: string): string {
  return /:([^:/@]+)$/.exec(image.replace(/@.*$/, ''))?.[1] ?? '';
}
