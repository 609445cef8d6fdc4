import { z } from 'zod';
import { ConditionSchema, ObjectMeta, Selector } from '../deployments/object-meta.ts';

const text = z.string().nullish();
const whole = z.number().nullish();
const flag = z.boolean().nullish();

const VirtualServiceRef = z.object({ name: z.string(), routes: z.array(z.string()).nullish() });

export const TrafficRouting = z.object({
  maxTrafficWeight: whole,
  managedRoutes: z.array(z.object({ name: z.string() })).nullish(),
  istio: z
    .object({
      virtualService: VirtualServiceRef.nullish(),
      virtualServices: z.array(VirtualServiceRef).nullish(),
      destinationRule: z.object({ name: z.string(), canarySubsetName: text, stableSubsetName: text }).nullish(),
    })
    .nullish(),
  nginx: z.object({ stableIngress: text, stableIngresses: z.array(z.string()).nullish() }).nullish(),
  alb: z.object({ ingress: text, ingresses: z.array(z.string()).nullish() }).nullish(),
  smi: z.object({ trafficSplitName: text }).nullish(),
  traefik: z.object({ weightedTraefikServiceName: text }).nullish(),
  apisix: z.object({ route: z.object({ name: text }).nullish() }).nullish(),
  ambassador: z.object({ mappings: z.array(z.string()).nullish() }).nullish(),
  appMesh: z.object({ virtualService: z.object({ name: text }).nullish() }).nullish(),
  plugins: z.record(z.string(), z.unknown()).nullish(),
});
export type TrafficRouting = z.infer<typeof TrafficRouting>;

const Canary = z.object({
  canaryService: text,
  stableService: text,
  pingPong: z.object({ pingService: z.string(), pongService: text }).nullish(),
  steps: z.array(z.unknown()).nullish(),
  trafficRouting: TrafficRouting.nullish(),
  dynamicStableScale: flag,
});

const BlueGreen = z.object({
  activeService: z.string().default(''),
  previewService: text,
  autoPromotionEnabled: flag,
  autoPromotionSeconds: whole,
});

const AnalysisStatus = z.object({ name: z.string().default(''), status: z.string().default(''), message: text }).nullish();
const Weight = z.object({ weight: z.number().default(0) });

/** What we read of a Rollout, and no more: a field this desk does not know is no reason to refuse the object. */
export const Rollout = z.object({
  metadata: ObjectMeta,
  spec: z
    .object({
      replicas: whole,
      paused: flag,
      restartAt: text,
      selector: Selector.nullish(),
      template: z.unknown().optional(),
      workloadRef: z.object({ kind: z.string(), name: z.string() }).nullish(),
      rollbackWindow: z.object({ revisions: whole }).nullish(),
      strategy: z.object({ canary: Canary.nullish(), blueGreen: BlueGreen.nullish() }).nullish(),
    })
    .default({ template: undefined }),
  status: z
    .object({
      phase: text,
      message: text,
      observedGeneration: z.coerce.string().nullish(),
      workloadObservedGeneration: z.coerce.string().nullish(),
      currentPodHash: text,
      stableRS: text,
      currentStepIndex: whole,
      pauseConditions: z.array(z.object({ reason: z.string(), startTime: text })).nullish(),
      controllerPause: flag,
      abort: flag,
      abortedAt: text,
      promoteFull: flag,
      restartedAt: text,
      replicas: whole,
      updatedReplicas: whole,
      readyReplicas: whole,
      availableReplicas: whole,
      canary: z
        .object({
          weights: z.object({ canary: Weight, stable: Weight, verified: flag }).nullish(),
          stablePingPong: text,
          currentStepAnalysisRunStatus: AnalysisStatus,
          currentBackgroundAnalysisRunStatus: AnalysisStatus,
        })
        .nullish(),
      blueGreen: z
        .object({
          activeSelector: text,
          previewSelector: text,
          prePromotionAnalysisRunStatus: AnalysisStatus,
          postPromotionAnalysisRunStatus: AnalysisStatus,
        })
        .nullish(),
      conditions: z.array(ConditionSchema).nullish(),
      duration: z.object({ rolloutStartedAt: text, finishedAt: text }).nullish(),
    })
    .default({}),
});
export type Rollout = z.infer<typeof Rollout>;

/** What an object must have for us to name it, when the rest cannot be read. */
export const Nameable = z.object({
  metadata: ObjectMeta.pick({ name: true, namespace: true, uid: true, resourceVersion: true, creationTimestamp: true }),
});
