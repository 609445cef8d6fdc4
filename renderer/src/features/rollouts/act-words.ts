import type { Action } from '#shared/domain/rollouts/action.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { labelsOf } from './page-facts.ts';

/** Actions that are asked for once, in a dialog. Abort and undo take traffic back: they have their own plan. */
export type PlainAction = Exclude<Action, 'undo' | 'abort'>;

/** How each action is called on buttons and in menus. */
export const actionWords: Record<Action, string> = {
  promote: 'Promote',
  'promote-full': 'Promote in full',
  pause: 'Pause',
  resume: 'Resume',
  abort: 'Abort…',
  retry: 'Retry',
  undo: 'Undo to…',
  restart: 'Restart',
};

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
