import type { Failure } from '#shared/contract/result.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster, WorkloadChange } from '../ports/cluster.ts';

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
  /** Resolves with the first snapshot or the first failure. */
  readonly settled: Promise<void>;
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
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });

  const alive = (at: number) => {
    const changed = aliveAt === null || silent !== null;
    aliveAt = at;
    silent = null;
    settle();
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
        settle();
        return listener.onPulse(changed);
      }
    }
  };
  const start = () => {
    const { signal } = running;
    cluster.watchWorkloads({ namespace }, (change) => !signal.aborted && onChange(change), signal);
  };
  start();

  return {
    context: cluster.context,
    namespace,
    workloads,
    aliveAt: () => aliveAt,
    silent: () => silent,
    whole: () => whole,
    settled: Promise.race([settled, clock.sleep(15_000, running.signal)]),
    restart() {
      running.abort();
      running = new AbortController();
      start();
    },
    stop: () => running.abort(),
  };
}
