import type { Action } from '#shared/domain/rollouts/action.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { labelsOf } from './page-facts.ts';

/** Actions that are asked for once, in a dialog. Abort and undo take traffic back: they have their own plan. */
export type PlainAction = Exclude<Action, 'undo' | 'abort'>;

/** What the action does to production, in a sentence. */
export function effectText(action: PlainAction, workload: Workload): string {
  const { current } = labelsOf(workload);
  switch (action) {
    case 'promote':
      return workload.strategy === 'blueGreen' ? `The active Service will select ${current}.` : `${current} goes on to its next step.`;
    case 'promote-full':
      return `${current} gets 100% at once. Every step, pause and analysis that is left is skipped.`;
    case 'pause':
      return `${workload.target.name} stays where it is until somebody resumes it.`;
    case 'resume':
      return `${workload.target.name} goes on from where it was paused.`;
    case 'retry':
      return `${current} is sent again, from its first step.`;
    case 'restart':
      return 'All pods are replaced one after another. The version stays.';
  }
}

const verbs: Record<PlainAction, string> = {
  promote: 'promote',
  'promote-full': 'promote --full',
  pause: 'pause',
  resume: 'resume',
  retry: 'retry',
  restart: 'restart',
};

/** The same act as somebody would type it, so that it can be checked against what people know. */
export function sentText(action: PlainAction, { kind, name, namespace, context }: Target): string {
  return `rcc rollouts ${verbs[action]} ${kind.toLowerCase()}/${name} -n ${namespace} --context ${context}`;
}
