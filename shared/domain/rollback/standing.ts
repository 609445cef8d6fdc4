import { lengthText } from '../rollouts/words.ts';
import type { Act, SentAgain } from './execution.ts';

/**
 * What may be said of an act that took a version back. `effective` alone promises that nobody meets that version any more:
 * where metrics count requests it is said once they count none. Until then the cluster is back, and the traffic is not.
 */
export type Standing = 'effective' | 'traffic-open' | 'traffic-missed';

/** null: the act takes nothing back, or the cluster has not read back what it asked for. */
export function standingOf(act: Pick<Act, 'state' | 'command' | 'clock'>): Standing | null {
  const takesBack = act.command.action === 'abort' || act.command.action === 'undo';
  if (!takesBack || act.state !== 'effective') return null;
  const traffic = act.clock.traffic.state;
  if (traffic === 'waiting') return 'traffic-open';
  return traffic === 'missed' ? 'traffic-missed' : 'effective';
}

/** What is needed to say how an act stands: of the act itself, or of what the log holds of it. */
export type Standable = Pick<Act, 'state' | 'command' | 'clock' | 'after' | 'routing' | 'trafficSeen'>;

/** No pod of it is left that could be asked: what metrics still count is of before. */
export function arePodsGone({ clock }: Pick<Act, 'clock'>): boolean {
  return clock.normal.state === 'reached';
}

/** What the cluster shows again: `Weights are back`, or without weights the pods or Services that decide. */
function backText({ after, routing }: Pick<Act, 'after' | 'routing'>): string {
  if (routing !== undefined) return routing === 'routed' ? 'Weights are back' : 'The cluster is back';
  return after !== undefined && after.weights === null ? 'The cluster is back' : 'Weights are back';
}

/** `Weights are back, traffic still seen`: in place of `effective`, on every host. null: nothing of the kind is to be said. */
export function standingWord(act: Standable): string | null {
  const standing = standingOf(act);
  if (standing === null) return null;
  if (standing === 'effective') return 'Effective';
  if (act.trafficSeen !== undefined && arePodsGone(act)) return `${backText(act)}, its pods are gone`;
  if (act.trafficSeen !== undefined) return `${backText(act)}, traffic still seen`;
  return `${backText(act)}, traffic ${standing === 'traffic-open' ? 'not read yet' : 'unknown'}`;
}

/**
 * `2.1 requests/s on 2.14.0, averaged over 1 m`: what the metric server counted when it was last asked, and what it counted of;
 * null: it has not answered since. An average trails: right after the hold it holds what was before, and may still rise.
 */
export function trafficSeenText(act: Pick<Act, 'trafficSeen' | 'clock'>, version: string): string | null {
  const { trafficSeen, clock } = act;
  if (trafficSeen === undefined) return null;
  const { perSecond, at, windowMs } = trafficSeen;
  const figure = `${perSecond < 0.1 ? 'under 0.1' : perSecond.toFixed(1)} requests/s on ${version}`;
  if (windowMs === undefined) return figure;
  const window = lengthText(windowMs / 1_000);
  if (arePodsGone(act)) return `${figure}: its pods are gone, and the average over ${window} still counts requests from before`;
  const mixed = clock.held.at !== null && at - clock.held.at < windowMs;
  return `${figure}, averaged over ${window}${mixed ? ', part of it before the hold' : ''}`;
}

/** Why more than one request went out, a sentence a cause; empty: one was enough. */
export function sentAgainText({ again = [] }: Pick<Act, 'again'>): string {
  const of = (why: SentAgain) => again.filter((one) => one === why).length;
  const cleared = of('cleared');
  const unseen = of('unseen');
  return [
    ...(cleared === 0 ? [] : [`A newer template had cleared the abort: it was sent again${timesText(cleared)}.`]),
    ...(unseen === 0
      ? []
      : [
          `The controller had not acted on it for a second: its status was touched${timesText(unseen)}, so that it looks again. Nothing else was asked for.`,
        ]),
  ].join(' ');
}

function timesText(count: number): string {
  return count === 1 ? '' : `, ${count} times`;
}
