import type { Workload } from './workload.ts';

/** What holds a workload, as its controller says. `leftMs` null: nobody but a person ends it. */
export interface Hold {
  readonly by: 'step' | 'blue-green' | 'inconclusive' | 'hand';
  readonly since: number | null;
  readonly leftMs: number | null;
}

/** Time left of a pause that ends by itself, never negative; null when it does not, or when its start is unknown. */
function leftOf(seconds: number | null, startedAt: number | null, now: number): number | null {
  return seconds === null || startedAt === null ? null : Math.max(0, startedAt + seconds * 1_000 - now);
}

/** The pause in force, or null. A verdict that could not be reached and a person's own pause come before timers: they outlast them. */
export function holdOf(workload: Workload, now: number): Hold | null {
  const find = (...reasons: string[]) => workload.pauseConditions.find((condition) => reasons.includes(condition.reason));
  const inconclusive = find('InconclusiveAnalysisRun', 'InconclusiveExperiment');
  if (inconclusive !== undefined) return { by: 'inconclusive', since: inconclusive.startedAt, leftMs: null };
  if (workload.paused) return { by: 'hand', since: null, leftMs: null };
  const step = find('CanaryPauseStep');
  if (step !== undefined) {
    const seconds = workload.steps[workload.currentStepIndex ?? 0]?.pauseSeconds ?? null;
    return { by: 'step', since: step.startedAt, leftMs: leftOf(seconds, step.startedAt, now) };
  }
  const preview = find('BlueGreenPause');
  if (preview !== undefined) {
    const { autoPromotion = false, autoPromotionSeconds = null } = workload.blueGreen ?? {};
    // Argo pauses a promoting blue-green too, and lets go by itself at once where no seconds are given.
    const leftMs = autoPromotionSeconds === null ? (autoPromotion ? 0 : null) : leftOf(autoPromotionSeconds, preview.startedAt, now);
    return { by: 'blue-green', since: preview.startedAt, leftMs };
  }
  return null;
}
