import { sortedJson } from '#shared/domain/rollouts/template-hash.ts';
import { fnv32a, safeEncoded } from '../machinery/names.ts';
import type { Rollout, Step } from './rollout.ts';

/** The step the rollout is at; null when there is none left (or none at all). */
export function currentStep(rollout: Rollout): Step | null {
  return rollout.steps[rollout.status.currentStepIndex ?? 0] ?? null;
}

/** The weight the steps ask for now: the last setWeight up to the current one, 100 past the end, 0 when aborted. */
export function currentSetWeight(rollout: Rollout): number {
  if (rollout.status.abort === true) return 0;
  if (currentStep(rollout) === null) return rollout.maxWeight;
  return lastWeight(rollout, rollout.status.currentStepIndex ?? 0);
}

/** The last setWeight at or before a step, 0 before the first. */
export function lastWeight(rollout: Rollout, index: number): number {
  for (let at = index; at >= 0; at -= 1) {
    const weight = rollout.steps[at]?.setWeight;
    if (weight !== undefined) return weight;
  }
  return 0;
}

/** A fixed number of canary Pods, or the weight that decides them. */
export function replicasOrWeight(rollout: Rollout): { readonly replicas: number } | { readonly weight: number } {
  const { status, maxWeight } = rollout;
  if (status.promoteFull === true || status.currentPodHash === status.stableRS) return { weight: maxWeight };
  if (rollout.routed && currentStep(rollout) !== null && status.abort !== true) {
    for (let at = status.currentStepIndex ?? 0; at >= 0; at -= 1) {
      const scale = rollout.steps[at]?.setCanaryScale;
      if (scale === undefined) continue;
      if (scale.matchTrafficWeight === true) break;
      if (scale.replicas !== undefined) return { replicas: scale.replicas };
      if (scale.weight !== undefined) return { weight: (scale.weight * maxWeight) / 100 };
    }
  }
  return { weight: currentSetWeight(rollout) };
}

/** A stable hash of the steps: a change of them starts the update anew. */
export function stepsHash(rollout: Rollout): string {
  return safeEncoded(fnv32a(sortedJson(rollout.steps)));
}

/** A step in the words of the controller's events. */
export function stepWords(step: Step): string {
  if (step.setWeight !== undefined) return `setWeight: ${step.setWeight}`;
  if (step.pause) return step.pause.duration == null ? 'pause' : `pause: ${step.pause.duration}`;
  if (step.analysis !== undefined) return 'analysis';
  const scale = step.setCanaryScale;
  if (scale?.weight !== undefined) return `setCanaryScale{weight: ${scale.weight}}`;
  if (scale?.matchTrafficWeight === true) return 'setCanaryScale{matchTrafficWeight: true}';
  if (scale?.replicas !== undefined) return `setCanaryScale{replicas: ${scale.replicas}}`;
  return 'invalid';
}
