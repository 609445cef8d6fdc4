import type { Failure, Result } from '#shared/contract/result.ts';
import type { BasisReading } from '#shared/domain/rollback/basis.ts';
import type { RightAnswer } from '#shared/domain/connections/access.ts';
import type { ContextAccess } from '#shared/domain/connections/context-access.ts';
import type { Identity, Rights } from '#shared/domain/policy/rights.ts';
import type { Command, Write } from '#shared/domain/rollouts/action.ts';
import type { WorkloadDetail } from '#shared/domain/rollouts/detail.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { RouteReading, Workload } from '#shared/domain/rollouts/workload.ts';

/** One kubeconfig context, before anything was sent. */
export interface ContextInfo {
  readonly name: string;
  readonly server: string;
  readonly user: string;
  readonly namespace: string;
  readonly current: boolean;
  /** A context that cannot work says why here instead of failing later. */
  readonly problem: Failure | null;
}

/** The door to every cluster. Connects when looked at, not at start. */
export interface Clusters {
  contexts(): Promise<Result<readonly ContextInfo[]>>;
  /** How each context that can work is reached and signed in to. Nothing is sent, nothing secret is in it. */
  access(): Promise<Result<readonly ContextAccess[]>>;
  /** Cheap and without network: a Cluster connects on its first call. Unknown names are `not-found`. */
  cluster(context: string): Promise<Result<Cluster>>;
  /** Remembers that a person allowed this context's exec command line to run on this desk. */
  approveExec(context: string): Promise<Result<{ commandLine: string }>>;
  close(): Promise<void>;
}

export interface WorkloadScope {
  /** null: all namespaces; where that is forbidden the failure says so and names the verb. */
  readonly namespace: string | null;
}

/**
 * What a watch tells its reader. A snapshot replaces all the reader knows; `alive` is a sign of life without news
 * (bookmark or probe); `silent` carries the reason the stream is broken while it retries by itself. Of a large cluster `part`
 * brings some workloads, whole each, before the first snapshot; what it does not name is not known, and may well be there.
 */
export type WorkloadChange =
  | { readonly type: 'part'; readonly workloads: readonly Workload[]; readonly at: number }
  | { readonly type: 'snapshot'; readonly workloads: readonly Workload[]; readonly at: number }
  | { readonly type: 'upsert'; readonly workload: Workload; readonly at: number }
  | { readonly type: 'remove'; readonly target: Target; readonly at: number }
  | { readonly type: 'alive'; readonly at: number }
  | { readonly type: 'silent'; readonly error: Failure; readonly since: number; readonly at: number };

/** A watch that runs. */
export interface WorkloadWatch {
  /** The rest is wanted now. Otherwise a watch that told a part waits with the rest, a second at most, for its reader to show it. */
  readRest(): void;
}

export interface SentWrite {
  readonly write: Write;
  /** When the first byte left and when the API server's answer was in (epoch ms, and monotonic span between them). */
  readonly sentAt: number;
  readonly acceptedAt: number;
  readonly tookMs: number;
}

/** One cluster. Every call has a deadline: 5 s to connect, 10 s to answer. */
export interface Cluster {
  readonly context: string;
  identity(signal: AbortSignal): Promise<Result<Identity>>;
  rights(namespace: string, signal: AbortSignal): Promise<Result<Rights>>;
  /** The same rights asked anew, with the cluster's own reasons. */
  rightsSaid(namespace: string, signal: AbortSignal): Promise<Result<readonly RightAnswer[]>>;
  /** `v1.33.1`, as the API server says. */
  version(signal: AbortSignal): Promise<Result<string>>;

  /** Runs until the signal fires. Survives 410, resets and silence; never throws. */
  watchWorkloads(scope: WorkloadScope, onChange: (change: WorkloadChange) => void, signal: AbortSignal): WorkloadWatch;
  listWorkloads(scope: WorkloadScope, signal: AbortSignal): Promise<Result<readonly Workload[]>>;

  /** One fresh consistent reading of the object and its ReplicaSets. */
  read(target: Target, signal: AbortSignal): Promise<Result<Workload>>;
  /** The object alone, one GET: what a held plan is checked against. */
  readBasis(target: Target, signal: AbortSignal): Promise<Result<BasisReading>>;
  /** Routes as they are now, for the accepted needle and for verification. Empty when the workload has none. */
  readRoutes(workload: Workload, signal: AbortSignal): Promise<Result<readonly RouteReading[]>>;
  /** The object with pods, events, revisions and the difference of versions. */
  readDetail(target: Target, signal: AbortSignal): Promise<Result<WorkloadDetail>>;
  /** Ready canary pods now, counted from pods themselves: the proof of an abort without a router. */
  countPods(target: Target, hash: string, signal: AbortSignal): Promise<Result<number>>;

  /**
   * The exact requests a command needs, from the workload as read. Pure but for undo, which reads the target's
   * ReplicaSet and, for its guard, the object's resourceVersion. An empty list: nothing to do, `invalid` says why.
   */
  prepare(workload: Workload, command: Command, signal: AbortSignal): Promise<Result<Prepared>>;
  /** Who else may, from the cluster's own role bindings. `forbidden` when this person may not read those. */
  whoMay(target: Target, command: Command, signal: AbortSignal): Promise<Result<readonly string[]>>;
  /** Sends one write. `dryRun` asks the server to check and change nothing. 409 comes back as `conflict`, never retried here. */
  send(write: Write, options: { dryRun?: boolean }, signal: AbortSignal): Promise<Result<SentWrite>>;
}

export interface Prepared {
  /** In the order they must be sent. */
  readonly writes: readonly Write[];
  /** For undo: where it goes. */
  readonly to: { readonly revision: number; readonly hash: string; readonly label: string; readonly templateHash: string } | null;
}
