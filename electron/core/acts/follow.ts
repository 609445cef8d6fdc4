import type { Act } from '#shared/domain/rollback/execution.ts';
import { isFullyPromoted, type Workload } from '#shared/domain/rollouts/workload.ts';
import type { ActAudit } from '../handlers.ts';
import type { Pending } from '../pending.ts';
import type { Clock } from '../ports/clock.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { ActOrder } from './act.ts';
import type { ActBoard } from './act-board.ts';
import { endWaiting, reach } from './clock.ts';
import { actDetail } from './evidence.ts';

const everyMs = 2_000;
const atMostMs = 5 * 60_000;

/** After an effective act that takes a version back: the marks that come later. Never holds up the person: it runs while the host does. */
export type Follow = (act: Act, order: ActOrder, audit: ActAudit) => void;

export interface FollowPorts {
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'requestRates'>;
}

/**
 * traffic: the metric server counts no request on the version that was taken back. normal: no pod of it is left and the
 * version in charge has all its pods ready. When both are known, or after five minutes, the clock is closed in the log.
 */
export function createFollow(ports: FollowPorts, board: Pick<ActBoard, 'show'>, stopping: AbortSignal, pending: Pending): Follow {
  const { clock, metrics } = ports;

  async function follow(first: Act, order: ActOrder, audit: ActAudit): Promise<void> {
    let act = first;
    const bad = order.before.currentHash;
    const until = clock.monotonic() + atMostMs;
    while (
      clock.monotonic() < until &&
      !stopping.aborted &&
      (act.clock.traffic.state === 'waiting' || act.clock.normal.state === 'waiting')
    ) {
      if (act.clock.normal.state === 'waiting') act = await lookAtPods(act, order, bad);
      if (act.clock.traffic.state === 'waiting') act = await lookAtTraffic(act, bad);
      board.show(act);
      await clock.sleep(everyMs, stopping);
    }
    const learned = act.clock.traffic.state === 'reached' || act.clock.normal.state === 'reached';
    if (stopping.aborted && !learned) return;
    act = {
      ...act,
      clock: endWaiting(act.clock, 'missed', stopping.aborted ? 'the desk was closed before it was seen' : 'not seen within 5 minutes'),
    };
    board.show(act);
    await audit.observed(actDetail(act));
  }

  async function lookAtTraffic(act: Act, bad: string): Promise<Act> {
    const rates = await metrics.requestRates(act.target, [bad], stopping);
    if (!rates.ok) return act;
    const rate = rates.value.byHash.get(bad) ?? null;
    // A series that ended is silence, not zero: it counts only once no pod is left that could be asked.
    if (rate === null && act.clock.normal.state === 'reached') {
      return withoutTraffic(act, rates.value.at, 'its pods are gone and its series ended');
    }
    if (rate === null) return act;
    const { at, source, windowMs } = rates.value;
    if (rate !== 0) return { ...act, trafficSeen: { perSecond: rate, at, windowMs } };
    const gone = act.clock.normal.state === 'reached' ? 'its pods are gone, ' : '';
    return withoutTraffic(act, at, `${gone}0 requests/s on it, ${source}`);
  }

  async function lookAtPods(act: Act, order: ActOrder, bad: string): Promise<Act> {
    const workload = await order.cluster.read(act.target, stopping);
    if (!workload.ok || !isNormal(workload.value, bad)) return act;
    return { ...act, clock: reach(act.clock, 'normal', clock.now(), 'its pods are gone, stable is ready') };
  }

  return (act, order, audit) => {
    const goesBack = act.command.action === 'abort' || act.command.action === 'undo';
    if (goesBack && act.state === 'effective') pending.add(follow(act, order, audit));
  };
}

/** The mark and what it replaces: no figure of traffic stays beside a mark that says there is none. */
function withoutTraffic({ trafficSeen: _seen, ...act }: Act, at: number, proof: string): Act {
  return { ...act, clock: reach(act.clock, 'traffic', at, proof) };
}

function isNormal(workload: Workload, bad: string): boolean {
  const gone = workload.versions.find((version) => version.hash === bad);
  if (gone !== undefined && gone.desired + gone.available > 0) return false;
  const stable = workload.versions.find((version) => version.hash === workload.stableHash);
  return (isFullyPromoted(workload) || workload.aborted) && stable !== undefined && stable.available >= workload.replicas.desired;
}
