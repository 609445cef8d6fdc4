import { holdOf } from './pauses.ts';
import { isFullyPromoted, type Step, type Workload } from './workload.ts';
import { spanText } from './words.ts';

export interface StepView {
  /** From 0. */
  readonly index: number;
  readonly text: string;
  readonly state: 'done' | 'current' | 'next';
  /** Time left of a running timed pause, milliseconds; null for everything else. */
  readonly leftMs: number | null;
  /** What a person reads at the row's end: `6 m 40 s left`, `waits for a person`, an analysis' own phase, or nothing. */
  readonly detail: string;
}

/** The steps as done, current and next. Nothing is current once promoted in full or aborted (the controller goes back to step 0). */
export function stepsOf(workload: Workload, now: number): readonly StepView[] {
  const done = isFullyPromoted(workload) ? workload.steps.length : workload.aborted ? 0 : (workload.currentStepIndex ?? 0);
  return workload.steps.map((step, index) => {
    if (index !== done || workload.aborted)
      return { index, text: step.text, state: index < done ? 'done' : 'next', leftMs: null, detail: '' };
    return { index, text: step.text, state: 'current', ...running(workload, step, now) };
  });
}

function running(workload: Workload, step: Step, now: number): Pick<StepView, 'leftMs' | 'detail'> {
  const hold = holdOf(workload, now);
  if (hold?.by === 'hand') return { leftMs: null, detail: 'paused by hand, waits for resume' };
  if (hold?.by === 'inconclusive') return { leftMs: null, detail: 'analysis inconclusive, waits for a person' };
  if (hold?.by === 'step' && step.kind === 'pause') {
    if (hold.leftMs === null) return { leftMs: null, detail: 'waits for a person' };
    return { leftMs: hold.leftMs, detail: hold.leftMs > 0 ? `${spanText(hold.leftMs)} left` : 'due' };
  }
  if (step.kind === 'analysis' && workload.analysis.step !== null) return { leftMs: null, detail: workload.analysis.step.phase };
  return { leftMs: null, detail: '' };
}
