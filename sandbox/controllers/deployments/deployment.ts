import { z } from 'zod';
import type { StoredObject } from '../../store/object-store.ts';
import { Condition } from '../machinery/conditions.ts';
import { boundsOf } from '../machinery/counts.ts';
import type { RevisionKeys } from '../machinery/revisions.ts';

const bound = z.union([z.number(), z.string()]);
const Shape = z.looseObject({
  spec: z.looseObject({
    replicas: z.number().nullish(),
    paused: z.boolean().nullish(),
    minReadySeconds: z.number().nullish(),
    revisionHistoryLimit: z.number().nullish(),
    progressDeadlineSeconds: z.number().nullish(),
    selector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).default({}) }).default({ matchLabels: {} }),
    strategy: z
      .looseObject({
        type: z.string().nullish(),
        rollingUpdate: z.looseObject({ maxSurge: bound.nullish(), maxUnavailable: bound.nullish() }).nullish(),
      })
      .nullish(),
    template: z.unknown().optional(),
  }),
  status: z
    .looseObject({
      conditions: z.array(Condition).default([]),
      updatedReplicas: z.number().default(0),
      replicas: z.number().default(0),
      readyReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
    })
    .prefault({}),
});

export const deploymentKeys: RevisionKeys & { readonly max: string } = {
  hashLabel: 'pod-template-hash',
  revision: 'deployment.kubernetes.io/revision',
  history: 'deployment.kubernetes.io/revision-history',
  desired: 'deployment.kubernetes.io/desired-replicas',
  max: 'deployment.kubernetes.io/max-replicas',
};

export type Deployment = ReturnType<typeof readDeployment>;

/** A Deployment with the API server's defaults for what it leaves out. */
export function readDeployment(object: StoredObject) {
  const { spec, status } = Shape.parse(object);
  const replicas = spec.replicas ?? 1;
  const rolling = spec.strategy?.rollingUpdate;
  return {
    object,
    name: object.metadata.name,
    generation: object.metadata.generation ?? 1,
    replicas,
    paused: spec.paused === true,
    minReadySeconds: spec.minReadySeconds ?? 0,
    historyLimit: spec.revisionHistoryLimit ?? 10,
    deadlineSeconds: spec.progressDeadlineSeconds ?? 600,
    matchLabels: spec.selector.matchLabels,
    recreate: spec.strategy?.type === 'Recreate',
    ...boundsOf(rolling?.maxSurge ?? '25%', rolling?.maxUnavailable ?? '25%', replicas),
    template: spec.template,
    status,
  };
}
