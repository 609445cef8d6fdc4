import { z } from 'zod';
import type { StoredObject } from '../../store/object-store.ts';
import { Template } from '../machinery/pod-template.ts';

const count = z.number().default(0);
const Shape = z.looseObject({
  spec: z.looseObject({
    replicas: z.number().default(1),
    minReadySeconds: z.number().optional(),
    template: Template,
  }),
  status: z
    .looseObject({ replicas: count, readyReplicas: count, availableReplicas: count, observedGeneration: count })
    .default({ replicas: 0, readyReplicas: 0, availableReplicas: 0, observedGeneration: 0 }),
});

/** A ReplicaSet as its owners reckon with it. */
export interface ReplicaSet {
  readonly object: StoredObject;
  readonly name: string;
  readonly hash: string;
  /** Wanted. */
  readonly replicas: number;
  readonly actual: number;
  readonly ready: number;
  readonly available: number;
  readonly revision: number;
  readonly createdAt: number;
  readonly minReadySeconds: number;
  readonly template: Template;
}

export function readReplicaSet(object: StoredObject, keys: { readonly hashLabel: string; readonly revision: string }): ReplicaSet {
  const { spec, status } = Shape.parse(object);
  return {
    object,
    name: object.metadata.name,
    hash: object.metadata.labels?.[keys.hashLabel] ?? '',
    replicas: spec.replicas,
    actual: status.replicas,
    ready: status.readyReplicas,
    available: status.availableReplicas,
    revision: Number(object.metadata.annotations?.[keys.revision] ?? 0) || 0,
    createdAt: Date.parse(object.metadata.creationTimestamp) || 0,
    minReadySeconds: spec.minReadySeconds ?? 0,
    template: spec.template,
  };
}

export function sum(sets: readonly ReplicaSet[], field: 'replicas' | 'actual' | 'ready' | 'available'): number {
  return sets.reduce((total, each) => total + each[field], 0);
}
