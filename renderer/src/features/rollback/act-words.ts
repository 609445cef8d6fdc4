import type { Act } from '#shared/domain/rollback/execution.ts';
import { arePodsGone, standingOf, standingWord, trafficSeenText } from '#shared/domain/rollback/standing.ts';
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
  /** When a figure in `under` was counted, epoch ms: its age stands behind it. Absent: no figure in it. */
  readonly underAt?: number;
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

/** Pod hashes of the version taken back and of the one in its place: the plan's, or what an abort leaves in the object. null: not known. */
export function hashesOf(act: Act, plan: RollbackPlan | null): { readonly bad: string; readonly good: string } | null {
  if (plan !== null) return { bad: plan.from.hash, good: plan.to.hash };
  if (act.command.action !== 'abort' || act.after === undefined) return null;
  return { bad: act.after.currentHash, good: act.after.stableHash };
}

/** The cluster is back, and metrics do not show the traffic back: never called effective beside a mark that says otherwise. */
function trafficOpen(act: Act, { from, to }: Versions, missed: boolean): ActWords {
  const word = standingWord(act) ?? '';
  const seen = trafficSeenText(act, from);
  const at = act.trafficSeen === undefined ? {} : { underAt: act.trafficSeen.at };
  if (missed) {
    const under = seen === null ? `No request rate of ${from} was read for 5 minutes.` : `${seen}, after 5 minutes.`;
    const unknown = seen === null || arePodsGone(act);
    const title = unknown ? `is back on ${to}, traffic unknown` : `still gets traffic on ${from}`;
    return { state: unknown ? 'unknown' : 'degraded', word, title, under, ...at };
  }
  const under = seen === null ? `The desk waits for the metric server to count no request on ${from}.` : `${seen}.`;
  return { state: 'progressing', word, title: `is going back to ${to}`, under, ...at };
}

/** How an act reads while it runs and when it has ended. */
export function actWords(act: Act, versions: Versions): ActWords {
  const { from, to } = versions;
  const standing = standingOf(act);
  if (standing === 'traffic-open' || standing === 'traffic-missed') return trafficOpen(act, versions, standing === 'traffic-missed');
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
      return { state: 'healthy', word: 'Effective', title: `is back on ${to}`, under: effectiveBy(act) };
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

function effectiveBy({ clock: { traffic } }: Act): string {
  if (traffic.state === 'reached') return 'Read back from the cluster, and no request is counted on it any more.';
  return traffic.proof === '' ? 'Read back from the cluster.' : `Read back from the cluster. Traffic is not measured: ${traffic.proof}.`;
}
