import type { Failure, Result } from '#shared/contract/result.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { isObserved, type Workload } from '#shared/domain/rollouts/workload.ts';
import { createLiveChannel, type LiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Rates, VersionHealths } from './rates.ts';
import { noSince, rowHealth, rowOf, type Since } from './row.ts';
import { type ScopeWatch, type WatchedCluster, watchScope } from './scope-watch.ts';

/** A watch nobody looks at any more is kept this long, so that going back and forth costs nothing. */
const lingerMs = 20_000;
const tickMs = 2_000;
const listRatesMs = 15_000;

export interface FleetStatus {
  readonly status: 'connecting' | 'reading' | 'live' | 'silent' | 'failed' | 'approval-needed';
  readonly aliveAt: number | null;
  readonly error: Failure | null;
}

/** Everything the desk watches now, in all clusters: one row a workload, one status a context. */
export interface Fleet {
  readonly rows: LiveChannel<RolloutRow>;
  readonly statuses: LiveChannel<FleetStatus>;
  /** Watches until released. Scopes are shared by everybody who looks. */
  acquire(context: string, namespace: string | null): Promise<Result<{ watch: ScopeWatch; release(): void }>>;
  /** A workload as watched, if its watch is alive and has read all there is. */
  latest(target: Target): { workload: Workload; aliveAt: number } | null;
  /** When the list of this desk raised a workload as degraded, and in which words; oldest first. */
  raised(target: Target): readonly Raised[];
  /** Connects the watches of a context anew at once. */
  reconnect(context: string): void;
  stop(): void;
}

/** A row that turned degraded. `at` epoch ms. */
export interface Raised {
  readonly at: number;
  readonly sentence: string;
}

/** So many a workload: what was raised earlier is in the incidents that it led to. */
const raisedKept = 20;

interface Held {
  readonly watch: ScopeWatch;
  users: number;
}

export interface FleetNeeds {
  readonly clusterOf: (context: string) => Promise<Result<WatchedCluster>>;
  readonly onAlive: (context: string) => void;
  readonly rates: Rates;
  readonly healths: VersionHealths;
  readonly clock: Clock;
  readonly timeZone: string;
}

export function createFleet({ clusterOf, onAlive, rates, healths, clock, timeZone }: FleetNeeds): Fleet {
  const rows = createLiveChannel<RolloutRow>(clock);
  const statuses = createLiveChannel<FleetStatus>(clock);
  const scopes = new Map<string, Held>();
  const since = new Map<string, Since>();
  /** Kept when nobody watches any more: an incident asks later. */
  const raised = new Map<string, readonly Raised[]>();
  const stopping = new AbortController();

  const note = (key: string, row: RolloutRow) => {
    const { state, sentence } = row.attention;
    if (state !== 'degraded' || rows.get(key)?.attention.state === 'degraded') return;
    raised.set(key, [...(raised.get(key) ?? []), { at: clock.now(), sentence }].slice(-raisedKept));
  };
  const place = (watch: ScopeWatch, workload: Workload, key = targetKey(workload.target)) => {
    const facts = {
      workload,
      routes: [],
      rates: rates.latest(workload.target),
      health: rowHealth(workload, healths.latest(workload.target)),
      clusterAt: watch.aliveAt() ?? clock.now(),
      silent: watch.silent(),
      since: since.get(key) ?? noSince,
      now: clock.now(),
      timeZone,
    };
    const made = rowOf(facts);
    since.set(key, made.since);
    note(key, made.row);
    return { key, row: made.row };
  };
  const forget = (target: Target) => {
    const key = targetKey(target);
    rows.remove(key);
    since.delete(key);
    rates.forget(target);
    healths.forget(target);
  };
  const report = (watch: ScopeWatch) => {
    const error = watch.silent()?.error ?? null;
    const aliveAt = watch.aliveAt();
    statuses.set(watch.context, { status: statusOf(aliveAt, error, watch.reading()), aliveAt, error });
  };

  async function acquire(context: string, namespace: string | null): Promise<Result<{ watch: ScopeWatch; release(): void }>> {
    const key = scopeKey(context, namespace);
    const cluster = await clusterOf(context);
    if (!cluster.ok) {
      statuses.set(context, { status: statusOf(null, cluster.error), aliveAt: null, error: cluster.error });
      return cluster;
    }
    const held = scopes.get(key) ?? widerThan(context, namespace) ?? open(key, cluster.value, namespace);
    held.users += 1;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      held.users -= 1;
      void clock.sleep(lingerMs, stopping.signal).then(() => held.users === 0 && close(held));
    };
    return { ok: true, value: { watch: held.watch, release } };
  }

  /** The watch of the whole cluster, while it is well, serves whoever asks for one namespace: a second one would read each event twice. */
  function widerThan(context: string, namespace: string | null): Held | undefined {
    const held = namespace === null ? undefined : scopes.get(scopeKey(context, null));
    if (held === undefined) return undefined;
    const { watch } = held;
    return watch.aliveAt() !== null && watch.silent() === null && watch.whole() && !watch.reading() ? held : undefined;
  }

  function open(key: string, cluster: WatchedCluster, namespace: string | null): Held {
    const watch = watchScope(
      cluster,
      namespace,
      {
        onWorkload(workload) {
          const placed = place(watch, workload);
          rows.set(placed.key, placed.row);
        },
        onGone: forget,
        onPulse(changed) {
          report(watch);
          if (watch.silent() === null) onAlive(watch.context);
          if (changed) for (const workload of watch.workloads.values()) rows.set(targetKey(workload.target), place(watch, workload).row);
        },
      },
      clock,
    );
    const held = { watch, users: 0 };
    scopes.set(key, held);
    statuses.set(cluster.context, { status: 'connecting', aliveAt: null, error: null });
    return held;
  }

  function close(held: Held): void {
    const key = scopeKey(held.watch.context, held.watch.namespace);
    if (scopes.get(key) !== held) return;
    scopes.delete(key);
    held.watch.stop();
    const others = [...scopes.values()].filter((other) => other.watch.context === held.watch.context);
    for (const [id, workload] of held.watch.workloads) if (!others.some((other) => other.watch.workloads.has(id))) forget(workload.target);
    if (others.length === 0) statuses.remove(held.watch.context);
  }

  function latest(target: Target) {
    for (const { watch } of scopes.values()) {
      const workload = watch.context === target.context ? watch.workloads.get(targetKey(target)) : undefined;
      const aliveAt = watch.aliveAt();
      if (workload !== undefined && aliveAt !== null && watch.silent() === null && !watch.reading()) return { workload, aliveAt };
    }
    return null;
  }

  /** Sentences that hold a span ("next step in 40 s") and rates age without any event: only rows that move are made again. */
  async function tick(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(tickMs, stopping.signal);
      for (const { watch } of scopes.values()) for (const [key, workload] of watch.workloads) refresh(watch, key, workload);
    }
  }

  /** `key`: the workload's. Writing a thousand of them anew each time cost more than all the rest of a desk at rest. */
  function refresh(watch: ScopeWatch, key: string, workload: Workload): void {
    const before = rows.get(key);
    const moves =
      before === undefined || before.attention.group === 'moving' || before.attention.group === 'needs-a-human' || !isObserved(workload);
    if (!moves) return;
    if (rows.subscribers > 0) {
      void rates.refresh(workload, listRatesMs, stopping.signal);
      void healths.refresh(workload, listRatesMs, stopping.signal);
    }
    const { row } = place(watch, workload, key);
    const same =
      before !== undefined &&
      before.attention.sentence === row.attention.sentence &&
      before.dial.observed.at === row.dial.observed.at &&
      before.health?.at === row.health?.at;
    if (!same) rows.set(key, row);
  }

  void tick();
  return {
    rows,
    statuses,
    acquire,
    latest,
    raised: (target) => raised.get(targetKey(target)) ?? [],
    reconnect(context) {
      for (const { watch } of scopes.values()) if (watch.context === context) watch.restart();
    },
    stop() {
      stopping.abort();
      for (const { watch } of scopes.values()) watch.stop();
    },
  };
}

function scopeKey(context: string, namespace: string | null): string {
  return `${encodeURIComponent(context)}/${namespace ?? ''}`;
}

/** A cluster that broke off while it was being read never came up: of most of it there is not even a last known state. */
function statusOf(aliveAt: number | null, error: Failure | null, reading = false): FleetStatus['status'] {
  if (error?.kind === 'approval-needed') return 'approval-needed';
  if (error !== null) return aliveAt === null || reading ? 'failed' : 'silent';
  if (aliveAt === null) return 'connecting';
  return reading ? 'reading' : 'live';
}
