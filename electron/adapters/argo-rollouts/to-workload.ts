import { templateHash } from '#shared/domain/rollouts/template-hash.ts';
import { type AnalysisState, Phase, type Strategy, type Workload } from '#shared/domain/rollouts/workload.ts';
import type { WorkloadBase } from '../deployments/base.ts';
import { gitOpsOwnerOf } from '../deployments/gitops-owner.ts';
import { conditionsOf, epochOf, ownerOf, selectorText } from '../deployments/object-meta.ts';
import { sha256Hex } from '../system/sha256.ts';
import { backendsOf, routeRefsOf } from '../routes/route-refs.ts';
import { Nameable, Rollout } from './rollout-schema.ts';
import { toStep } from './steps.ts';

/**
 * A Rollout as the desk sees it, without its ReplicaSets. One that cannot be read is still named, with the reason in `message`;
 * null only for what has no name.
 */
export function rolloutBase(context: string, raw: unknown): WorkloadBase | null {
  const parsed = Rollout.safeParse(raw);
  if (parsed.success) return readable(context, parsed.data);
  const named = Nameable.safeParse(raw);
  if (!named.success) return null;
  const [issue] = parsed.error.issues;
  const message = `This desk cannot read the Rollout: ${issue?.path.join('.')}: ${issue?.message}`;
  const base = readable(context, Rollout.parse({ metadata: named.data.metadata }));
  return { ...base, workload: { ...base.workload, phase: 'Unknown', message } };
}

function readable(context: string, rollout: Rollout): WorkloadBase {
  const { metadata, spec, status } = rollout;
  const refersTo = spec.workloadRef ? { ...spec.workloadRef, observedGeneration: numberOf(status.workloadObservedGeneration) } : null;
  const workload: Workload = {
    target: { context, namespace: metadata.namespace, kind: 'Rollout', name: metadata.name },
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    createdAt: epochOf(metadata.creationTimestamp),
    phase: Phase.safeParse(status.phase).data ?? 'Unknown',
    message: status.message ?? '',
    generation: metadata.generation,
    observedGeneration: numberOf(status.observedGeneration),
    paused: spec.paused === true,
    aborted: status.abort === true,
    abortedAt: epochOf(status.abortedAt),
    promoteFull: status.promoteFull === true,
    controllerPause: status.controllerPause === true,
    pauseConditions: (status.pauseConditions ?? []).map(({ reason, startTime }) => ({ reason, startedAt: epochOf(startTime) })),
    routes: routeRefsOf(rollout),
    backends: backendsOf(rollout),
    currentHash: status.currentPodHash ?? '',
    stableHash: status.stableRS ?? '',
    templateHash: spec.template === undefined || spec.template === null ? '' : templateHash(spec.template, sha256Hex),
    versions: [],
    replicas: {
      desired: spec.replicas ?? 1,
      total: status.replicas ?? 0,
      updated: status.updatedReplicas ?? 0,
      ready: status.readyReplicas ?? 0,
      available: status.availableReplicas ?? 0,
    },
    conditions: conditionsOf(status.conditions ?? []),
    gitOps: gitOpsOwnerOf(metadata),
    workloadRef: spec.workloadRef ?? null,
    rollbackWindowRevisions: spec.rollbackWindow?.revisions ?? null,
    restartAt: epochOf(spec.restartAt),
    restartedAt: epochOf(status.restartedAt),
    owner: ownerOf(metadata),
    startedAt: epochOf(status.duration?.rolloutStartedAt),
    finishedAt: epochOf(status.duration?.finishedAt),
    ...strategyOf(rollout),
  };
  return { workload, revision: null, refersTo, selector: selectorText(spec.selector) };
}

type StrategyPart = 'strategy' | 'steps' | 'currentStepIndex' | 'weights' | 'analysis' | 'dynamicStableScale' | 'blueGreen';

function strategyOf({ spec, status }: Rollout): Pick<Workload, StrategyPart> {
  const { canary, blueGreen } = spec.strategy ?? {};
  const strategy: Strategy = blueGreen ? 'blueGreen' : 'canary';
  const maxWeight = canary?.trafficRouting?.maxTrafficWeight ?? 100;
  const percent = (weight: number) => (weight / maxWeight) * 100;
  const weights = canary?.trafficRouting ? status.canary?.weights : null;
  return {
    strategy,
    steps: (canary?.steps ?? []).map((step) => toStep(step, maxWeight)),
    currentStepIndex: status.currentStepIndex ?? null,
    weights: weights
      ? { canary: percent(weights.canary.weight), stable: percent(weights.stable.weight), verified: weights.verified ?? null }
      : null,
    analysis: {
      step: analysisOf(blueGreen ? status.blueGreen?.prePromotionAnalysisRunStatus : status.canary?.currentStepAnalysisRunStatus),
      background: analysisOf(
        blueGreen ? status.blueGreen?.postPromotionAnalysisRunStatus : status.canary?.currentBackgroundAnalysisRunStatus,
      ),
    },
    dynamicStableScale: canary?.dynamicStableScale === true,
    blueGreen: blueGreen
      ? {
          activeService: blueGreen.activeService,
          previewService: blueGreen.previewService ?? null,
          activeSelector: status.blueGreen?.activeSelector ?? '',
          previewSelector: status.blueGreen?.previewSelector ?? '',
          autoPromotion: blueGreen.autoPromotionEnabled ?? true,
          autoPromotionSeconds: blueGreen.autoPromotionSeconds || null,
        }
      : null,
  };
}

function analysisOf(run: { name: string; status: string; message?: string | null | undefined } | null | undefined): AnalysisState | null {
  return run ? { name: run.name, phase: run.status, message: run.message ?? '' } : null;
}

/** Generations come as strings in a Rollout's status. */
function numberOf(value: string | null | undefined): number | null {
  const number = Number(value);
  return value === null || value === undefined || value === '' || Number.isNaN(number) ? null : number;
}
