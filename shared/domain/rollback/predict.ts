import type { Workload } from '../rollouts/workload.ts';
import type { Lever, Prediction } from './plan.ts';
import { routingOf, routingText } from './routing.ts';

/** Seconds from the hold, of one earlier rollback that became effective. */
export interface PastClock {
  readonly accepted: number | null;
  readonly weight: number | null;
  readonly traffic: number | null;
  readonly normal: number | null;
}

/** What the desk knows of earlier rollbacks with the same lever and the same kind of routing: of this workload first, of this cluster otherwise. */
export interface Past {
  readonly ofWorkload: readonly PastClock[];
  readonly ofCluster: readonly PastClock[];
}

/** Metrics with a one-minute window show zero a window after the last request. */
const rateWindowSeconds = 60;

/**
 * Medians of what happened here before; without a past, only what follows from the spec, and it says so.
 * @param measured whether a metric server will see the traffic
 */
export function predict(lever: Lever, workload: Workload, past: Past, measured: boolean): Prediction {
  const name = lever === 'abort' ? 'abort' : 'undo';
  const { ofWorkload, ofCluster } = past;
  const routing = routingOf(workload);
  if (ofWorkload.length > 0) return { ...medians(ofWorkload), from: `from ${counted(ofWorkload.length, name)} of this workload` };
  if (ofCluster.length > 0)
    return { ...medians(ofCluster), from: `from ${counted(ofCluster.length, name)} of ${routingText[routing]} on this cluster` };
  if (lever === 'undo')
    return {
      accepted: null,
      weight: null,
      traffic: null,
      normal: null,
      from: `no undo of ${routingText[routing]} was seen from this desk yet: it takes as long as its pods take to become ready`,
    };
  const slow = workload.dynamicStableScale || routing === 'pods';
  return {
    accepted: null,
    weight: slow ? null : 2,
    traffic: slow || !measured ? null : 2 + rateWindowSeconds,
    normal: null,
    from: slow
      ? `no abort of ${routingText[routing]} was seen from this desk yet: it takes as long as stable pods take to become ready`
      : `no abort of ${routingText[routing]} was seen from this desk yet: a ${routing === 'services' ? 'Service' : 'route'} follows the controller within about 2 s`,
  };
}

function medians(clocks: readonly PastClock[]): Omit<Prediction, 'from'> {
  const of = (name: keyof PastClock) => median(clocks.flatMap((clock) => (clock[name] === null ? [] : [clock[name]])));
  return { accepted: of('accepted'), weight: of('weight'), traffic: of('traffic'), normal: of('normal') };
}

/** The middle value, the mean of two for an even count; null of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
