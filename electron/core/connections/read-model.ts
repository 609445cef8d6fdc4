import type { Result } from '#shared/contract/result.ts';
import type { Actor } from '#shared/domain/audit/entry.ts';
import type { Identity } from '#shared/domain/policy/rights.ts';
import type { LiveChannel } from '../live-channel.ts';
import type { Cluster } from '../ports/cluster.ts';

/** A reader that hears nothing for much longer than this knows that the host is gone, not quiet. Milliseconds. */
export const heartbeatMs = 2_000;

/**
 * Who we are on each cluster, and the moment a cluster first answers. A cluster is connected when somebody looks at it;
 * the first answer of this process is when the audit log's orphans of that cluster can be reconciled.
 */
export interface Registry {
  clusterOf(context: string): Promise<Result<Cluster>>;
  /** Something of this cluster answered. Cheap; call it as often as you like. */
  noteAlive(context: string): void;
  /** The cluster's own word for us. A cluster that does not say never stops a rollback: the actor is then `unknown`. */
  actorOn(cluster: Cluster, signal: AbortSignal): Promise<Actor>;
  readonly identities: LiveChannel<Identity>;
}
