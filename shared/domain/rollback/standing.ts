import type { Act } from './execution.ts';

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

/** What the cluster shows again: `Weights are back`, or without weights the pods or Services that decide. */
function backText({ after }: Pick<Act, 'after'>): string {
  return after !== undefined && after.weights === null ? 'The cluster is back' : 'Weights are back';
}

/** `Weights are back, traffic still seen`: in place of `effective`, on every host. null: nothing of the kind is to be said. */
export function standingWord(act: Act): string | null {
  const standing = standingOf(act);
  if (standing === null) return null;
  if (standing === 'effective') return 'Effective';
  if (act.trafficSeen !== undefined) return `${backText(act)}, traffic still seen`;
  return `${backText(act)}, traffic ${standing === 'traffic-open' ? 'not read yet' : 'unknown'}`;
}

/** `2.1 requests/s on 2.14.0`: what the metric server counted when it was last asked; null: it has not answered since. */
export function trafficSeenText({ trafficSeen }: Pick<Act, 'trafficSeen'>, version: string): string | null {
  if (trafficSeen === undefined) return null;
  const { perSecond } = trafficSeen;
  return `${perSecond < 0.1 ? 'under 0.1' : perSecond.toFixed(1)} requests/s on ${version}`;
}
