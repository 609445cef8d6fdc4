import type { WorkloadScope } from '#core/ports/cluster.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { listPages } from '../kubernetes/watch/list-pages.ts';
import { collectionsOf } from './collections.ts';
import { createWorkloadJoin } from './workload-join.ts';

/** All workloads once. Without the Rollout CRD there are only Deployments; a kind that may not be listed is the failure, in its words. */
export async function listWorkloads(
  client: ApiClient,
  { namespace }: WorkloadScope,
  signal: AbortSignal,
): Promise<Result<readonly Workload[]>> {
  const collections = collectionsOf(client.context, namespace);
  const [rollouts, deployments, replicaSets] = await Promise.all([
    listPages(client, collections.rollouts, signal),
    listPages(client, collections.deployments, signal),
    listPages(client, collections.replicaSets, signal),
  ]);
  if (!rollouts.ok && rollouts.error.kind !== 'not-found') return rollouts;
  if (!deployments.ok) return deployments;
  if (!replicaSets.ok) return replicaSets;
  const join = createWorkloadJoin();
  join.replaceReplicaSets(replicaSets.value.items);
  join.replace('Deployment', deployments.value.items);
  if (rollouts.ok) join.replace('Rollout', rollouts.value.items);
  return ok(join.all());
}
