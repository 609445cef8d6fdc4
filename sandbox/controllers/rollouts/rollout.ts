import { z } from 'zod';
import type { StoredObject } from '../../store/object-store.ts';
import { Condition } from '../machinery/conditions.ts';
import { boundsOf } from '../machinery/counts.ts';
import type { RevisionKeys } from '../machinery/revisions.ts';

export const rolloutKeys: RevisionKeys = {
  hashLabel: 'rollouts-pod-template-hash',
  revision: 'rollout.argoproj.io/revision',
  history: 'rollout.argoproj.io/revision-history',
  desired: 'rollout.argoproj.io/desired-replicas',
};

const bound = z.union([z.number(), z.string()]);
const seconds = z.number().nullish();
const name = z.string().default('');
const AnalysisRef = z.looseObject({
  templates: z.array(z.looseObject({ templateName: z.string() })).default([]),
  args: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
  startingStep: z.number().optional(),
});
export type AnalysisRef = z.infer<typeof AnalysisRef>;

const Step = z.looseObject({
  setWeight: z.number().optional(),
  pause: z.looseObject({ duration: z.union([z.number(), z.string()]).nullish() }).nullish(),
  setCanaryScale: z
    .looseObject({ weight: z.number().optional(), replicas: z.number().optional(), matchTrafficWeight: z.boolean().optional() })
    .optional(),
  analysis: AnalysisRef.optional(),
});
export type Step = z.infer<typeof Step>;

const RouteRef = z.looseObject({ name: z.string(), routes: z.array(z.string()).default([]) });
const Canary = z.looseObject({
  canaryService: name,
  stableService: name,
  steps: z.array(Step).nullish(),
  maxSurge: bound.nullish(),
  maxUnavailable: bound.nullish(),
  dynamicStableScale: z.boolean().nullish(),
  minPodsPerReplicaSet: z.number().nullish(),
  scaleDownDelaySeconds: seconds,
  scaleDownDelayRevisionLimit: z.number().nullish(),
  abortScaleDownDelaySeconds: seconds,
  analysis: AnalysisRef.nullish(),
  trafficRouting: z
    .looseObject({
      maxTrafficWeight: z.number().nullish(),
      istio: z.looseObject({ virtualService: RouteRef.nullish(), virtualServices: z.array(RouteRef).nullish() }).nullish(),
      plugins: z.record(z.string(), z.looseObject({})).nullish(),
    })
    .nullish(),
});
export type Canary = z.infer<typeof Canary>;

const BlueGreen = z.looseObject({
  activeService: name,
  previewService: name,
  autoPromotionEnabled: z.boolean().nullish(),
  autoPromotionSeconds: seconds,
  previewReplicaCount: z.number().nullish(),
  scaleDownDelaySeconds: seconds,
  scaleDownDelayRevisionLimit: z.number().nullish(),
  abortScaleDownDelaySeconds: seconds,
});
export type BlueGreen = z.infer<typeof BlueGreen>;

const Spec = z.looseObject({
  replicas: z.number().nullish(),
  paused: z.boolean().nullish(),
  restartAt: z.string().nullish(),
  minReadySeconds: z.number().nullish(),
  revisionHistoryLimit: z.number().nullish(),
  progressDeadlineSeconds: z.number().nullish(),
  progressDeadlineAbort: z.boolean().nullish(),
  rollbackWindow: z.looseObject({ revisions: z.number().nullish() }).nullish(),
  workloadRef: z.looseObject({ kind: name, name }).nullish(),
  selector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).default({}) }).nullish(),
  strategy: z.looseObject({ canary: Canary.nullish(), blueGreen: BlueGreen.nullish() }).default({}),
  template: z.unknown().optional(),
});

const Destination = z.looseObject({
  weight: z.number().default(0),
  serviceName: z.string().optional(),
  podTemplateHash: z.string().optional(),
});
export const Weights = z.looseObject({ canary: Destination, stable: Destination });
export type Weights = z.infer<typeof Weights>;
const RunStatus = z.looseObject({ name: z.string(), status: z.string().default(''), message: z.string().optional() });
export type RunStatus = z.infer<typeof RunStatus>;

const count = z.number().default(0);
export const Status = z.looseObject({
  observedGeneration: z.string().default(''),
  phase: z.string().default(''),
  message: z.string().default(''),
  currentPodHash: z.string().default(''),
  stableRS: z.string().default(''),
  currentStepIndex: z.number().nullish(),
  currentStepHash: z.string().default(''),
  pauseConditions: z
    .array(z.looseObject({ reason: z.string(), startTime: z.string() }))
    .nullish()
    .transform((each) => each ?? []),
  controllerPause: z.boolean().nullish(),
  abort: z.boolean().nullish(),
  abortedAt: z.string().nullish(),
  promoteFull: z.boolean().nullish(),
  restartedAt: z.string().nullish(),
  workloadObservedGeneration: z.string().nullish(),
  replicas: count,
  updatedReplicas: count,
  readyReplicas: count,
  availableReplicas: count,
  conditions: z.array(Condition).default([]),
  canary: z
    .looseObject({
      weights: Weights.nullish(),
      currentStepAnalysisRunStatus: RunStatus.nullish(),
      currentBackgroundAnalysisRunStatus: RunStatus.nullish(),
    })
    .default({}),
  blueGreen: z.looseObject({ activeSelector: name, previewSelector: name }).default({ activeSelector: '', previewSelector: '' }),
});
export type RolloutStatus = z.infer<typeof Status>;

/** What a Rollout says, with the controller's defaults; the template may come from the workload it refers to. */
export type Rollout = ReturnType<typeof readRollout>;

export function readRollout(
  object: StoredObject,
  workload?: { readonly template: unknown; readonly matchLabels: { [key: string]: string } },
) {
  const spec = Spec.parse(object.spec ?? {});
  const { canary, blueGreen } = spec.strategy;
  const replicas = spec.replicas ?? 1;
  return {
    object,
    name: object.metadata.name,
    namespace: object.metadata.namespace ?? 'default',
    generation: object.metadata.generation ?? 1,
    replicas,
    paused: spec.paused === true,
    restartAt: spec.restartAt ?? null,
    minReadySeconds: spec.minReadySeconds ?? 0,
    historyLimit: spec.revisionHistoryLimit ?? 10,
    deadlineSeconds: spec.progressDeadlineSeconds ?? 600,
    deadlineAborts: spec.progressDeadlineAbort === true,
    windowRevisions: spec.rollbackWindow?.revisions ?? 0,
    workloadRef: spec.workloadRef ?? null,
    matchLabels: workload?.matchLabels ?? spec.selector?.matchLabels ?? {},
    template: workload?.template ?? spec.template,
    canary: blueGreen ? null : (canary ?? null),
    blueGreen: blueGreen ?? null,
    steps: (blueGreen ? null : canary?.steps) ?? [],
    routed: !blueGreen && canary?.trafficRouting != null,
    maxWeight: canary?.trafficRouting?.maxTrafficWeight ?? 100,
    ...boundsOf(canary?.maxSurge ?? '25%', canary?.maxUnavailable ?? '25%', replicas),
    status: Status.parse(object.status ?? {}),
  };
}

/** `10`, `"10"` (seconds), `"30s"`, `"5m"`, `"1h"`; null without a duration. */
export function pauseSeconds(duration: number | string | null | undefined): number | null {
  if (duration === null || duration === undefined) return null;
  if (typeof duration === 'number') return duration;
  if (/^\d+$/.test(duration)) return Number(duration);
  let total = 0;
  for (const [, amount = '0', unit = 's'] of duration.matchAll(/([\d.]+)(h|ms|m|s)/g)) {
    total += Number(amount) * ({ h: 3_600, m: 60, s: 1, ms: 0.001 }[unit] ?? 1);
  }
  return total;
}
