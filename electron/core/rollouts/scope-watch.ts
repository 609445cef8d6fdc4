import type { Failure } from '#shared/contract/result.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster, WorkloadChange, WorkloadWatch } from '../ports/cluster.ts';

/** What one watch of one cluster (all namespaces, or one) knows now. */
export interface ScopeWatch {
  readonly context: string;
  readonly namespace: string | null;
  readonly workloads: ReadonlyMap<string, Workload>;
  /** Last sign of life, epoch ms; null before the first. */
  aliveAt(): number | null;
  silent(): { since: number; error: Failure } | null;
  /** Whether it knows all there is: false once a collection was refused, which one namespace alone might not be. */
  whole(): boolean;
  /** Some workloads are here and the rest is still being read: what is not among them may well be there. */
  reading(): boolean;
  /** Resolves with the first workloads, all or some, or the first failure. */
  readonly begun: Promise<void>;
  /** Resolves with the first snapshot or the first failure. */
  readonly settled: Promise<void>;
  /** Somebody wants all of it, not only what is there first. */
  readRest(): void;
  /** Connects anew at once, for example after an approval. What is known stays until the new snapshot. */
  restart(): void;
  stop(): void;
}

/** All a watch needs of a cluster. */
export type WatchedCluster = Pick<Cluster, 'context' | 'watchWorkloads'>;

export interface ScopeListener {
  onWorkload(workload: Workload): void;
  onGone(target: Target): void;
  /** Came alive, went silent, or still alive: `changed` when it is not what it was before. */
  onPulse(changed: boolean): void;
}

const refusals = new Set<Failure['kind']>(['forbidden', 'not-found', 'unsupported']);

export function watchScope(cluster: WatchedCluster, namespace: string | null, listener: ScopeListener, clock: Clock): ScopeWatch {
  const workloads = new Map<string, Workload>();
  let running = new AbortController();
  let aliveAt: number | null = null;
  let silent: { since: number; error: Failure } | null = null;
  let whole = true;
  /** A part came, and no snapshot yet. Later parts, of a watch that connects anew, are news of what is known already. */
  let reading = false;
  let restWanted = false;
  const begun = Promise.withResolvers<void>();
  const settled = Promise.withResolvers<void>();

  const alive = (at: number, part = false) => {
    const readBefore = reading;
    reading = part && (reading || aliveAt === null);
    const changed = aliveAt === null || silent !== null || reading !== readBefore;
    aliveAt = at;
    silent = null;
    begun.resolve();
    if (!reading) settled.resolve();
    listener.onPulse(changed);
  };
  const put = (workload: Workload) => {
    workloads.set(targetKey(workload.target), workload);
    listener.onWorkload(workload);
  };
  const drop = (target: Target) => {
    if (workloads.delete(targetKey(target))) listener.onGone(target);
  };

  const onChange = (change: WorkloadChange) => {
    switch (change.type) {
      case 'part':
        alive(change.at, true);
        for (const workload of change.workloads) put(workload);
        return;
      case 'snapshot': {
        const named = new Set(change.workloads.map((workload) => targetKey(workload.target)));
        for (const [key, workload] of workloads) if (!named.has(key)) drop(workload.target);
        alive(change.at);
        for (const workload of change.workloads) put(workload);
        return;
      }
      case 'upsert':
        alive(change.at);
        return put(change.workload);
      case 'remove':
        alive(change.at);
        return drop(change.target);
      case 'alive':
        return alive(change.at);
      case 'silent': {
        if (refusals.has(change.error.kind)) whole = false;
        const changed = silent === null || silent.error.message !== change.error.message;
        silent = { since: change.since, error: change.error };
        begun.resolve();
        settled.resolve();
        return listener.onPulse(changed);
      }
    }
  };
  const start = () => {
    const { signal } = running;
    const watch = cluster.watchWorkloads({ namespace }, (change) => !signal.aborted && onChange(change), signal);
    if (restWanted) watch.readRest();
    return watch;
  };
  let watch: WorkloadWatch = start();

  const late = clock.sleep(15_000, running.signal);
  return {
    context: cluster.context,
    namespace,
    workloads,
    aliveAt: () => aliveAt,
    silent: () => silent,
    whole: () => whole,
    reading: () => reading,
    begun: Promise.race([begun.promise, late]),
    settled: Promise.race([settled.promise, late]),
    readRest() {
      restWanted = true;
      watch.readRest();
    },
    restart() {
      running.abort();
      running = new AbortController();
      watch = start();
    },
    stop: () => running.abort(),
  };
}
