import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { RolloutPage } from '#shared/contract/rollouts.ts';
import type { Rights } from '#shared/domain/policy/rights.ts';
import type { WorkloadDetail } from '#shared/domain/rollouts/detail.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { Fleet } from './fleet.ts';
import { pageOf, readPageFacts } from './page.ts';
import type { Rates } from './rates.ts';
import { noSince } from './row.ts';
import { SubscriptionRefused } from '../subscription-refused.ts';

/** Pods, events and revisions are read again this soon after the object changed, and this often when it did not. */
const afterChangeMs = 400;
const quietMs = 10_000;
const pulseMs = 1_000;
/** The accepted needle is the route's own word: it is asked for within the period the needle names. */
const routesMs = 2_000;
const pageRatesMs = 5_000;

export interface PageNeeds {
  readonly fleet: Fleet;
  readonly rates: Rates;
  readonly clusterOf: (context: string) => Promise<{ ok: true; value: Cluster } | { ok: false; error: Failure }>;
  readonly clock: Clock;
  readonly timeZone: string;
}

/**
 * One workload, live. The object itself comes from the watch, so a needle moves as soon as the cluster says so; what hangs
 * on it is read again after each change. While the cluster is silent the last page stays, and says since when.
 */
export async function* watchPage(needs: PageNeeds, target: Target, signal: AbortSignal): AsyncGenerator<LiveMessage<RolloutPage>> {
  const { fleet, rates, clock, timeZone } = needs;
  const cluster = await needs.clusterOf(target.context);
  if (!cluster.ok) throw new SubscriptionRefused(cluster.error);
  const acquired = await fleet.acquire(target.context, target.namespace);
  if (!acquired.ok) throw new SubscriptionRefused(acquired.error);
  const { watch, release } = acquired.value;
  const channel = createLiveChannel<RolloutPage>(clock);
  const key = targetKey(target);
  let read: { detail: WorkloadDetail; rights: Rights | null } | null = null;
  let since = noSince;
  let readAt = 0;
  let routesAt = 0;
  let failure: Failure | null = null;

  const show = async () => {
    if (read === null) return;
    const live = watch.workloads.get(key);
    const detail = live === undefined ? read.detail : { ...read.detail, workload: live };
    const silent = watch.silent() ?? (failure === null ? null : { since: readAt, error: failure });
    const reading = await rates.refresh(detail.workload, pageRatesMs, signal);
    const made = pageOf({
      ...read,
      detail,
      rates: reading,
      clusterAt: watch.aliveAt() ?? readAt,
      silent,
      since,
      now: clock.now(),
      timeZone,
    });
    since = made.since;
    channel.set('page', made.page);
  };
  const readAgain = async () => {
    const facts = await readPageFacts(cluster.value, target, signal);
    if (facts.ok) read = facts.value;
    else failure = facts.error;
    if (facts.ok) failure = null;
    readAt = clock.now();
    routesAt = readAt;
  };
  const readRoutesAgain = async () => {
    const workload = watch.workloads.get(key);
    if (read === null || workload === undefined || workload.routes.length === 0 || clock.now() - routesAt < routesMs) return;
    const routes = await cluster.value.readRoutes(workload, signal);
    routesAt = clock.now();
    if (routes.ok) read = { ...read, detail: { ...read.detail, routes: [...routes.value] } };
  };

  try {
    await readAgain();
    if (read === null && failure !== null) throw new SubscriptionRefused(failure);
    await show();
    void follow();
    yield* channel.subscribe(signal, { heartbeatMs: pulseMs * 2 });
  } finally {
    release();
  }

  async function follow(): Promise<void> {
    let seen = watch.workloads.get(key)?.resourceVersion;
    while (!signal.aborted) {
      await nextPulse();
      const version = watch.workloads.get(key)?.resourceVersion;
      const changed = version !== seen;
      seen = version;
      if (changed) await show();
      if (watch.silent() === null && (changed || clock.now() - readAt > quietMs)) {
        if (changed) await clock.sleep(afterChangeMs, signal);
        await readAgain();
      } else if (watch.silent() === null) {
        await readRoutesAgain();
      }
      if (!signal.aborted) await show();
    }
  }

  /** The next change of this workload's row, or a pulse later. */
  async function nextPulse(): Promise<void> {
    const heard = new AbortController();
    const stop = () => heard.abort();
    signal.addEventListener('abort', stop, { once: true });
    const changes = fleet.rows.subscribe(heard.signal, { accepts: (rowKey) => rowKey === key });
    const next = (async () => {
      let first = true;
      for await (const _ of changes) {
        if (!first) return;
        first = false;
      }
    })();
    await Promise.race([next, clock.sleep(pulseMs, heard.signal)]);
    heard.abort();
    signal.removeEventListener('abort', stop);
  }
}
