import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Result } from '#shared/contract/result.ts';
import type { RolloutPage } from '#shared/contract/rollouts.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster } from '../ports/cluster.ts';
import { SubscriptionRefused } from '../subscription-refused.ts';
import type { Fleet } from './fleet.ts';
import { pageOf } from './page.ts';
import { createPageReading } from './page-reading.ts';
import type { Rates, VersionHealths } from './rates.ts';
import { noSince, worseSince } from './row.ts';

const pulseMs = 1_000;
const pageRatesMs = 5_000;
/** The first page waits this long for its metrics; then it says that they are still being asked for. */
const firstRatesMs = 1_500;

export interface PageNeeds {
  readonly fleet: Fleet;
  readonly rates: Rates;
  readonly healths: VersionHealths;
  readonly clusterOf: (context: string) => Promise<Result<Cluster>>;
  readonly clock: Clock;
  readonly timeZone: string;
}

/**
 * One workload, live. The object itself comes from the watch, so a needle moves as soon as the cluster says so; what hangs
 * on it is read again after each change. While the cluster is silent the last page stays, and says since when.
 */
export async function* watchPage(needs: PageNeeds, target: Target, signal: AbortSignal): AsyncGenerator<LiveMessage<RolloutPage>> {
  const { fleet, rates, healths, clock, timeZone } = needs;
  const cluster = await needs.clusterOf(target.context);
  if (!cluster.ok) throw new SubscriptionRefused(cluster.error);
  const acquired = await fleet.acquire(target.context, target.namespace);
  if (!acquired.ok) throw new SubscriptionRefused(acquired.error);
  const { watch, release } = acquired.value;
  watch.readRest();
  const channel = createLiveChannel<RolloutPage>(clock);
  const reading = createPageReading(cluster.value, target, clock, signal);
  const key = targetKey(target);
  let since = noSince;

  const show = () => {
    const read = reading.latest();
    if (read === null) return;
    const live = watch.workloads.get(key);
    const detail = live === undefined ? read.detail : { ...read.detail, workload: live };
    const made = pageOf({
      ...read,
      detail,
      rates: rates.latest(target),
      health: healths.latest(target),
      clusterAt: watch.aliveAt() ?? reading.readAt(),
      silent: watch.silent() ?? reading.failure(),
      since: { ...since, worse: worseSince(fleet.rows.get(key)) ?? since.worse },
      now: clock.now(),
      timeZone,
    });
    since = made.since;
    channel.set('page', made.page);
  };

  try {
    await reading.readNow();
    const first = reading.latest();
    const failure = reading.failure();
    if (first === null && failure !== null) throw new SubscriptionRefused(failure.error);
    if (first !== null) {
      void healths.refresh(first.detail.workload, pageRatesMs, signal);
      await Promise.race([rates.refresh(first.detail.workload, pageRatesMs, signal), clock.sleep(firstRatesMs, signal)]);
    }
    show();
    void follow();
    yield* channel.subscribe(signal, { heartbeatMs: pulseMs * 2 });
  } finally {
    release();
  }

  async function follow(): Promise<void> {
    let seen = watch.workloads.get(key)?.resourceVersion;
    while (!signal.aborted) {
      await nextPulse();
      if (signal.aborted) return;
      const live = watch.workloads.get(key);
      const changed = live?.resourceVersion !== seen;
      seen = live?.resourceVersion;
      if (watch.silent() === null) reading.readSoon(live, changed);
      const workload = live ?? reading.latest()?.detail.workload;
      if (workload !== undefined) {
        void rates.refresh(workload, pageRatesMs, signal);
        void healths.refresh(workload, pageRatesMs, signal);
      }
      show();
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
