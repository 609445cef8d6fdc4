import type { Failure, Result } from '#shared/contract/result.ts';
import { ok } from '#shared/contract/result.ts';
import { isEffective } from '#shared/domain/rollouts/effective.ts';
import type { Effect, Reading } from '#shared/domain/rollouts/proof.ts';
import type { RouteReading, Workload } from '#shared/domain/rollouts/workload.ts';
import type { Clock } from '../ports/clock.ts';
import type { ActOrder } from './act.ts';

export interface Verified {
  readonly reading: Reading;
  readonly verdict: Effect;
}

const firstPauseMs = 60;
const longestPauseMs = 500;

/** Reads object, routes and, without a router, pods: one look for one verdict. */
export async function look(order: ActOrder, signal: AbortSignal): Promise<Result<Verified>> {
  const { cluster, before, command } = order;
  const workload = await cluster.read(before.target, signal);
  if (!workload.ok) return workload;
  const routes = workload.value.routes.length > 0 ? await cluster.readRoutes(workload.value, signal) : ok<readonly RouteReading[]>([]);
  if (!routes.ok) return routes;
  const pods = await canaryPods(order, workload.value, signal);
  if (!pods.ok) return pods;
  const reading: Reading = { workload: workload.value, routes: routes.value, canaryPods: pods.value };
  return ok({ reading, verdict: isEffective(command, { workload: before, to: order.to }, reading) });
}

/** Without a router pods are the traffic: those of every version that is not the stable one. null where a route answers. */
async function canaryPods({ cluster, before, command }: ActOrder, now: Workload, signal: AbortSignal): Promise<Result<number | null>> {
  if (command.action !== 'abort' || now.blueGreen !== null || now.weights !== null || now.routes.length > 0) return ok(null);
  let pods = 0;
  for (const hash of new Set([before.currentHash, now.currentHash])) {
    if (hash === '' || hash === now.stableHash) continue;
    const counted = await cluster.countPods(now.target, hash, signal);
    if (!counted.ok) return counted;
    pods += counted.value;
  }
  return ok(pods);
}

/**
 * Looks until the act is effective or the time is up. `onLook` may send again (an abort cleared by a newer template) and
 * sees every reading. A cluster that does not answer is looked at again until the end: its last words are kept.
 */
export async function verifyUntil(
  order: ActOrder,
  clock: Clock,
  signal: AbortSignal,
  onLook: (verified: Verified) => Promise<void>,
): Promise<{ last: Verified | null; error: Failure | null }> {
  const until = clock.monotonic() + order.timeoutMs;
  let last: Verified | null = null;
  let error: Failure | null = null;
  for (let pause = firstPauseMs; ; pause = Math.min(longestPauseMs, pause * 1.5)) {
    const looked = await look(order, signal);
    if (looked.ok) {
      last = looked.value;
      error = null;
      await onLook(looked.value);
      if (looked.value.verdict.effective) return { last, error };
    } else {
      error = looked.error;
    }
    if (signal.aborted || clock.monotonic() >= until) return { last, error };
    await clock.sleep(Math.min(pause, Math.max(1, until - clock.monotonic())), signal);
  }
}
