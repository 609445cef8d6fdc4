import type { Act } from '#shared/domain/rollback/execution.ts';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';

export interface ActWords {
  readonly state: Badge;
  /** `Sent, not yet effective` */
  readonly word: string;
  /** What the large type says after the target's name. */
  readonly title: string;
  /** What stands under the word, when the act itself says nothing. */
  readonly under: string;
}

/** What the two versions are called. */
export interface Versions {
  readonly from: string;
  readonly to: string;
}

/** The versions of an act: its plan's, or, when it was started on another desk, what the act alone can say. */
export function versionsOf(act: Act, plan: RollbackPlan | null, known: Versions | null): Versions {
  if (plan !== null) return { from: plan.from.label, to: plan.to.label };
  if (act.command.action === 'undo' && act.command.toRevision !== null)
    return { from: known?.from ?? 'the new version', to: `revision ${act.command.toRevision}` };
  return known ?? { from: 'the new version', to: 'the stable version' };
}

/** How an act reads while it runs and when it has ended. */
export function actWords(act: Act, { from, to }: Versions): ActWords {
  switch (act.state) {
    case 'waiting':
      return {
        state: 'progressing',
        word: 'Waiting, nothing is sent yet',
        title: `is going back to ${to}`,
        under: 'The controller has to see the newest spec first; two seconds at most.',
      };
    case 'running':
      return {
        state: 'progressing',
        word: 'Sent, not yet effective',
        title: `is going back to ${to}`,
        under: 'Followed in the cluster until it is.',
      };
    case 'effective':
      return { state: 'healthy', word: 'Effective', title: `is back on ${to}`, under: 'Read back from the cluster.' };
    case 'sent':
      return {
        state: 'degraded',
        word: 'Sent, not effective',
        title: `is still on ${from}`,
        under: 'It was accepted, and what was to happen did not happen in time.',
      };
    case 'refused':
      return { state: 'unknown', word: 'Refused', title: 'was not touched', under: 'Nothing was sent.' };
    case 'failed':
      return { state: 'degraded', word: 'Failed', title: `is still on ${from}`, under: '' };
    case 'unreachable':
      return {
        state: 'stale',
        word: 'The cluster does not answer',
        title: 'cannot be reached',
        under: 'Whether it arrived is not known. It is looked at again as soon as the cluster answers.',
      };
  }
}
