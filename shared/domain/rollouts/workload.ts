import { z } from 'zod';
import { FieldChange } from './field-change.ts';
import { Target } from './target.ts';

/** Argo's words; a Deployment gets the nearest one. Unknown: the controller has said nothing we can read. */
export const Phase = z.enum(['Healthy', 'Progressing', 'Paused', 'Degraded', 'Unknown']);
export type Phase = z.infer<typeof Phase>;

export const Strategy = z.enum(['canary', 'blueGreen', 'rollingUpdate', 'recreate']);
export type Strategy = z.infer<typeof Strategy>;

/** Exactly one of Argo's canary steps. `text` is how a person reads it: `Set 25%`, `Pause 10 m`, `Pause until promoted`. */
export const Step = z.object({
  kind: z.enum(['setWeight', 'pause', 'analysis', 'experiment', 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'plugin', 'unknown']),
  text: z.string(),
  /** setWeight only: percent of maxTrafficWeight, 0–100. */
  weight: z.number().nullable(),
  /** pause only: seconds; null for a pause that waits for a person. */
  pauseSeconds: z.number().nullable(),
});
export type Step = z.infer<typeof Step>;

export const Image = z.object({ container: z.string(), image: z.string() });
export type Image = z.infer<typeof Image>;

/** A version of a workload: one ReplicaSet, one pod template. */
export const Version = z.object({
  /** `rollouts-pod-template-hash`, or `pod-template-hash` for a Deployment. */
  hash: z.string(),
  revision: z.number().nullable(),
  /** What a person calls it: the image tag, or the short digest where there is no tag. */
  label: z.string(),
  images: z.array(Image),
  createdAt: z.number().nullable(),
  desired: z.number(),
  ready: z.number(),
  available: z.number(),
});
export type Version = z.infer<typeof Version>;

export const Condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string(),
  message: z.string(),
  at: z.number().nullable(),
});
export type Condition = z.infer<typeof Condition>;

/** Who else writes this object and would put it back. `evidence` is the label or annotation that says so. */
export const GitOpsOwner = z.object({
  tool: z.enum(['Argo CD', 'Flux Kustomization', 'Flux HelmRelease', 'Helm']),
  name: z.string(),
  evidence: z.string(),
  selfHeals: z.boolean(),
});
export type GitOpsOwner = z.infer<typeof GitOpsOwner>;

/** What the spec says carries the traffic. `accepted` is read from these objects where we can read them, else from the controller. */
export const RouteRef = z.object({
  kind: z.enum(['VirtualService', 'HTTPRoute', 'Ingress', 'ALB', 'SMI', 'Traefik', 'Apisix', 'Ambassador', 'AppMesh', 'plugin', 'Service']),
  name: z.string(),
  namespace: z.string(),
});
export type RouteRef = z.infer<typeof RouteRef>;

/** A route as read back. `canaryPercent` null: the route does not say (with `note`). */
export const RouteReading = z.object({
  route: RouteRef,
  canaryPercent: z.number().nullable(),
  note: z.string(),
  at: z.number(),
  /** Who wrote it, where the object says so. */
  changes: z.array(FieldChange).optional(),
});
export type RouteReading = z.infer<typeof RouteReading>;

/** What a route's backends are called, so that a share read from a route can be told apart: Services, or subsets of an Istio DestinationRule. */
export const Backends = z.object({
  canaryService: z.string().nullable(),
  stableService: z.string().nullable(),
  canarySubset: z.string().nullable(),
  stableSubset: z.string().nullable(),
  /** Names of the rules of a VirtualService the controller owns; empty where it owns the only one. */
  ruleNames: z.array(z.string()),
  /** Rules the controller puts in for header and mirror steps: they carry no weight. */
  managedRules: z.array(z.string()),
});
export type Backends = z.infer<typeof Backends>;

/** An AnalysisRun as the Rollout's status names it. `phase` is Argo's word: Running, Successful, Failed, Error, Inconclusive, Pending. */
export const AnalysisState = z.object({ name: z.string(), phase: z.string(), message: z.string() });
export type AnalysisState = z.infer<typeof AnalysisState>;

/**
 * A Rollout or Deployment as the desk sees it: every fact a rule needs, nothing of the wire. Times are epoch ms.
 * Source: Argo Rollouts `argoproj.io/v1alpha1` status; apps/v1 Deployment.
 */
export const Workload = z.object({
  target: Target,
  uid: z.string(),
  resourceVersion: z.string(),
  createdAt: z.number().nullable(),
  strategy: Strategy,
  phase: Phase,
  message: z.string(),
  generation: z.number(),
  observedGeneration: z.number().nullable(),
  /** spec.paused */
  paused: z.boolean(),
  /** status.abort */
  aborted: z.boolean(),
  abortedAt: z.number().nullable(),
  promoteFull: z.boolean(),
  controllerPause: z.boolean(),
  pauseConditions: z.array(z.object({ reason: z.string(), startedAt: z.number().nullable() })),
  steps: z.array(Step),
  /** null while the controller has not said, and for everything but a canary with steps. */
  currentStepIndex: z.number().nullable(),
  /** status.canary.weights as a percent of maxTrafficWeight; null without a router. */
  weights: z.object({ canary: z.number(), stable: z.number(), verified: z.boolean().nullable() }).nullable(),
  routes: z.array(RouteRef),
  /** null where the strategy names no Services or subsets. */
  backends: Backends.nullable(),
  /** The AnalysisRun of the current step, and the one in the background. */
  analysis: z.object({ step: AnalysisState.nullable(), background: AnalysisState.nullable() }),
  /** dynamicStableScale shrinks stable while the canary grows, so an abort must wait for pods. */
  dynamicStableScale: z.boolean(),
  blueGreen: z
    .object({
      activeService: z.string(),
      previewService: z.string().nullable(),
      activeSelector: z.string(),
      previewSelector: z.string(),
      autoPromotion: z.boolean(),
      autoPromotionSeconds: z.number().nullable(),
    })
    .nullable(),
  /** Pod hash of `spec.template` as the controller computed it (status.currentPodHash). Empty while unknown. */
  currentHash: z.string(),
  /** status.stableRS. For a Deployment: the hash of the newest complete revision, else the oldest with ready pods. */
  stableHash: z.string(),
  /** Our own hash of spec.template (canonical JSON, pod-template-hash labels removed): the basis of a plan. */
  templateHash: z.string(),
  /** Known ReplicaSets, newest revision first. Empty until the ReplicaSet stream has spoken. */
  versions: z.array(Version),
  replicas: z.object({ desired: z.number(), total: z.number(), updated: z.number(), ready: z.number(), available: z.number() }),
  conditions: z.array(Condition),
  gitOps: GitOpsOwner.nullable(),
  /** spec.workloadRef: template writes go to this object instead. */
  workloadRef: z.object({ kind: z.string(), name: z.string() }).nullable(),
  rollbackWindowRevisions: z.number().nullable(),
  /** What the spec asks for: spec.restartAt, or a Deployment's restartedAt annotation. */
  restartAt: z.number().nullable(),
  /** What the controller has done: status.restartedAt; for a Deployment the same annotation once observed. */
  restartedAt: z.number().nullable(),
  /** labels and annotations people search by */
  owner: z.string().nullable(),
  finishedAt: z.number().nullable(),
  startedAt: z.number().nullable(),
});
export type Workload = z.infer<typeof Workload>;

/** The version in spec.template, once its ReplicaSet is known. */
export function currentVersion(workload: Workload): Version | undefined {
  return workload.versions.find((version) => version.hash === workload.currentHash);
}

/** The version that carries production when nothing moves. */
export function stableVersion(workload: Workload): Version | undefined {
  return workload.versions.find((version) => version.hash === workload.stableHash);
}

/** Fully promoted: what runs is what the spec asks for. Only meaningful once the controller has observed the spec. */
export function isFullyPromoted(workload: Workload): boolean {
  return workload.currentHash !== '' && workload.currentHash === workload.stableHash && isObserved(workload);
}

/** The phase may be trusted only when the controller has seen the newest spec. */
export function isObserved(workload: Workload): boolean {
  return workload.observedGeneration !== null && workload.observedGeneration >= workload.generation;
}
