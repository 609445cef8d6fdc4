import { z } from 'zod';
import { templateHash } from '#shared/domain/rollouts/template-hash.ts';
import type { Phase, Workload } from '#shared/domain/rollouts/workload.ts';
import type { WorkloadBase } from './base.ts';
import { gitOpsOwnerOf } from './gitops-owner.ts';
import { ConditionSchema, conditionsOf, epochOf, ObjectMeta, ownerOf, Selector, selectorText } from './object-meta.ts';
import { sha256Hex } from '../system/sha256.ts';

const whole = z.number().nullish();
const Template = z.looseObject({ metadata: z.looseObject({ annotations: z.record(z.string(), z.string()).nullish() }).nullish() });

/** What we read of a Deployment, and no more. */
export const Deployment = z.object({
  metadata: ObjectMeta,
  spec: z.object({
    replicas: whole,
    paused: z.boolean().nullish(),
    selector: Selector.nullish(),
    strategy: z.object({ type: z.string().nullish() }).nullish(),
    template: z.unknown().optional(),
  }),
  status: z
    .object({
      observedGeneration: whole,
      replicas: whole,
      updatedReplicas: whole,
      readyReplicas: whole,
      availableReplicas: whole,
      conditions: z.array(ConditionSchema).nullish(),
    })
    .default({}),
});
export type Deployment = z.infer<typeof Deployment>;

export const restartedAtAnnotation = 'kubectl.kubernetes.io/restartedAt';

/** A Deployment as the desk sees it, without its ReplicaSets; null for what cannot be read as one. */
export function deploymentBase(context: string, raw: unknown): WorkloadBase | null {
  const parsed = Deployment.safeParse(raw);
  if (!parsed.success) return null;
  const { metadata, spec, status } = parsed.data;
  const conditions = conditionsOf(status.conditions ?? []);
  const revision = Number(metadata.annotations?.['deployment.kubernetes.io/revision']);
  const restartAt = epochOf(Template.safeParse(spec.template).data?.metadata?.annotations?.[restartedAtAnnotation]);
  const observed = (status.observedGeneration ?? -1) >= metadata.generation;
  const progress = conditions.find((condition) => condition.type === 'Progressing');
  const finished = progress?.reason === 'NewReplicaSetAvailable';
  const workload: Workload = {
    target: { context, namespace: metadata.namespace, kind: 'Deployment', name: metadata.name },
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    createdAt: epochOf(metadata.creationTimestamp),
    strategy: spec.strategy?.type === 'Recreate' ? 'recreate' : 'rollingUpdate',
    ...nearestPhase(parsed.data, observed),
    generation: metadata.generation,
    observedGeneration: status.observedGeneration ?? null,
    paused: spec.paused === true,
    aborted: false,
    abortedAt: null,
    promoteFull: false,
    controllerPause: false,
    pauseConditions: [],
    steps: [],
    currentStepIndex: null,
    weights: null,
    routes: [],
    backends: null,
    analysis: { step: null, background: null },
    dynamicStableScale: false,
    blueGreen: null,
    currentHash: '',
    stableHash: '',
    templateHash: templateHash(spec.template, sha256Hex),
    versions: [],
    replicas: {
      desired: spec.replicas ?? 1,
      total: status.replicas ?? 0,
      updated: status.updatedReplicas ?? 0,
      ready: status.readyReplicas ?? 0,
      available: status.availableReplicas ?? 0,
    },
    conditions,
    gitOps: gitOpsOwnerOf(metadata),
    workloadRef: null,
    rollbackWindowRevisions: null,
    restartAt,
    restartedAt: observed ? restartAt : null,
    owner: ownerOf(metadata),
    startedAt: null,
    finishedAt: finished ? progress.at : null,
  };
  return {
    workload,
    revision: Number.isInteger(revision) && revision > 0 ? revision : null,
    refersTo: null,
    selector: selectorText(spec.selector),
  };
}

/** Argo's word for a Deployment, with the controller's message where it explains the word. Its conditions are as old as its status. */
function nearestPhase({ spec, status }: Deployment, observed: boolean): { phase: Phase; message: string } {
  const find = (type: string) => status.conditions?.find((condition) => condition.type === type);
  const desired = spec.replicas ?? 1;
  const { updatedReplicas, replicas, availableReplicas } = status;
  const says = (type: string) => [find(type)?.reason, find(type)?.message].filter(Boolean).join(': ');
  if (status.observedGeneration === undefined || status.observedGeneration === null) return { phase: 'Unknown', message: '' };
  if (!observed) return { phase: 'Progressing', message: '' };
  if (spec.paused === true) return { phase: 'Paused', message: says('Progressing') };
  if (find('Progressing')?.reason === 'ProgressDeadlineExceeded') return { phase: 'Degraded', message: says('Progressing') };
  if (find('ReplicaFailure')?.status === 'True') return { phase: 'Degraded', message: says('ReplicaFailure') };
  if ((updatedReplicas ?? 0) >= desired && (replicas ?? 0) <= (updatedReplicas ?? 0) && (availableReplicas ?? 0) >= desired) {
    return { phase: 'Healthy', message: '' };
  }
  const lost = find('Available')?.status === 'False' && find('Progressing')?.reason === 'NewReplicaSetAvailable';
  return lost ? { phase: 'Degraded', message: says('Available') } : { phase: 'Progressing', message: '' };
}
