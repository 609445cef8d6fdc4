import type { Failure } from '#shared/contract/result.ts';
import type { Rights } from '#shared/domain/policy/rights.ts';
import type { WorkloadDetail } from '#shared/domain/rollouts/detail.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster } from '../ports/cluster.ts';
import { readPageFacts } from './page.ts';

/** Pods, events and revisions are read again this soon after the object changed, and this often when it did not. */
const afterChangeMs = 400;
const quietMs = 10_000;
/** The accepted needle is the route's own word: it is asked for within the period the needle names. */
const routesMs = 2_000;

/**
 * What hangs on one workload, read beside the page's own rhythm: a server that stops answering delays the next reading,
 * never the word that it is silent. At most one reading runs at a time.
 */
export interface PageReading {
  latest(): { readonly detail: WorkloadDetail; readonly rights: Rights | null } | null;
  /** Why the last reading failed, since when; null when it did not. */
  failure(): { readonly since: number; readonly error: Failure } | null;
  readAt(): number;
  readNow(): Promise<void>;
  /** Begins what is due, if nothing is being read. `live` is the object as watched now. */
  readSoon(live: Workload | undefined, changed: boolean): void;
}

export function createPageReading(cluster: Cluster, target: Target, clock: Clock, signal: AbortSignal): PageReading {
  let read: { detail: WorkloadDetail; rights: Rights | null } | null = null;
  let failure: { since: number; error: Failure } | null = null;
  let readAt = 0;
  let routesAt = 0;
  let busy = false;
  let missed = false;

  async function readNow(): Promise<void> {
    const facts = await readPageFacts(cluster, target, signal);
    if (facts.ok) read = facts.value;
    failure = facts.ok ? null : { since: failure?.since ?? clock.now(), error: facts.error };
    readAt = clock.now();
    routesAt = readAt;
  }

  async function readRoutes(live: Workload): Promise<void> {
    const routes = await cluster.readRoutes(live, signal);
    routesAt = clock.now();
    if (routes.ok && read !== null) read = { ...read, detail: { ...read.detail, routes: [...routes.value] } };
  }

  async function run(work: () => Promise<void>): Promise<void> {
    busy = true;
    try {
      await work();
    } finally {
      busy = false;
    }
  }

  return {
    latest: () => read,
    failure: () => failure,
    readAt: () => readAt,
    readNow,
    readSoon(live, changed) {
      missed ||= changed;
      if (busy || signal.aborted) return;
      if (missed || clock.now() - readAt > quietMs) {
        const settle = missed;
        missed = false;
        void run(async () => {
          if (settle) await clock.sleep(afterChangeMs, signal);
          await readNow();
        });
      } else if (live !== undefined && live.routes.length > 0 && clock.now() - routesAt >= routesMs) {
        void run(() => readRoutes(live));
      }
    },
  };
}
