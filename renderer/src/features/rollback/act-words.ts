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

/** How an act reads while it runs and when it has ended. `plan` is null for one that was started on another desk. */
export function actWords(act: Act, plan: RollbackPlan | null): ActWords {
  const to = plan?.to.label ?? (act.command.action === 'undo' && act.command.toRevision !== null ? `revision ${act.command.toRevision}` : 'the stable version');
  const from = plan?.from.label ?? 'the new version';
  switch (act.state) {
    case 'waiting':
      return { state: 'progressing', word: 'Waiting, nothing is sent yet', title: `is going back to ${to}`, under: 'The controller has to see the newest spec first; two seconds at most.' };
    case 'running':
      return { state: 'progressing', word: 'Sent, not yet effective', title: `is going back to ${to}`, under: 'Followed in the cluster until it is.' };
    case 'effective':
      return { state: 'healthy', word: 'Effective', title: `is back on ${to}`, under: `Read back from the cluster.` };
    case 'sent':
      return { state: 'degraded', word: 'Sent, not effective', title: `is still on ${from}`, under: 'It was accepted, and what was to happen did not happen in time.' };
    case 'refused':
      return { state: 'unknown', word: 'Refused', title: 'was not touched', under: 'Nothing was sent.' };
    case 'failed':
      return { state: 'degraded', word: 'Failed', title: `is still on ${from}`, under: '' };
    case 'unreachable':
      return { state: 'stale', word: 'The cluster does not answer', title: 'cannot be reached', under: 'Whether it arrived is not known. It is looked at again as soon as the cluster answers.' };
  }
}
