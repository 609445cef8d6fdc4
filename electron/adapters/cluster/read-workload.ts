import { z } from 'zod';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { BasisReading } from '#shared/domain/rollback/basis.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { rolloutBase } from '../argo-rollouts/to-workload.ts';
import type { WorkloadBase } from '../deployments/base.ts';
import { joined } from '../deployments/join.ts';
import { objectPath, replicaSetsPath } from '../deployments/paths.ts';
import { type SlimReplicaSet, slimReplicaSet } from '../deployments/replica-set.ts';
import { deploymentBase } from '../deployments/to-workload.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';

/** A workload with the raw objects it was read from. */
export interface FullReading {
  readonly workload: Workload;
  readonly raw: unknown;
  /** Only what this workload owns. */
  readonly replicaSets: readonly { readonly slim: SlimReplicaSet; readonly raw: unknown }[];
  readonly selector: string;
  /** The Deployment a workloadRef names, as it is. */
  readonly referenced: unknown;
}

export const List = z.object({
  metadata: z.object({ continue: z.string().nullish() }).nullish(),
  items: z.array(z.unknown()).nullish(),
});

interface ObjectReading {
  readonly base: WorkloadBase;
  readonly raw: unknown;
  readonly referenced: { readonly base: WorkloadBase; readonly raw: unknown } | null;
}

/** The object and, for a workloadRef to a Deployment, that Deployment. A missing object is `not-found` with the server's words. */
async function readObject(client: ApiClient, target: Target, signal: AbortSignal): Promise<Result<ObjectReading>> {
  const answer = await client.request({ method: 'GET', path: objectPath(target), signal });
  if (!answer.ok) return answer;
  const raw = answer.value.json;
  const base = target.kind === 'Rollout' ? rolloutBase(target.context, raw) : deploymentBase(target.context, raw);
  if (base === null) return fail('unsupported', `${target.name} cannot be read as a ${target.kind}.`);
  if (base.refersTo?.kind !== 'Deployment') return ok({ base, raw, referenced: null });
  const deployment = await client.request({
    method: 'GET',
    path: objectPath({ ...target, kind: 'Deployment', name: base.refersTo.name }),
    signal,
  });
  if (!deployment.ok) return deployment;
  const referenced = deploymentBase(target.context, deployment.value.json);
  return ok({ base, raw, referenced: referenced === null ? null : { base: referenced, raw: deployment.value.json } });
}

/** The object, then its ReplicaSets: never older than the object they are joined to. */
export async function readFull(client: ApiClient, target: Target, signal: AbortSignal): Promise<Result<FullReading>> {
  const object = await readObject(client, target, signal);
  if (!object.ok) return object;
  const { base, raw, referenced } = object.value;
  const selector = base.selector || (referenced?.base.selector ?? '');
  const query = selector === '' ? {} : { labelSelector: selector };
  const answer = await client.request({ method: 'GET', path: replicaSetsPath(target.namespace), query, signal });
  if (!answer.ok) return answer;
  const replicaSets = (List.safeParse(answer.value.json).data?.items ?? []).flatMap((item) => {
    const slim = slimReplicaSet(item);
    return slim === null || slim.ownerUid !== base.workload.uid ? [] : [{ slim, raw: item }];
  });
  const workload = joined(
    base,
    replicaSets.map(({ slim }) => slim),
    referenced?.base ?? null,
  );
  return ok({ workload, raw, replicaSets, selector, referenced: referenced?.raw ?? null });
}

/** What a held plan is checked against: one GET, and one more for a workloadRef. The resourceVersion is that of the object an undo writes. */
export async function readBasis(client: ApiClient, target: Target, signal: AbortSignal): Promise<Result<BasisReading>> {
  const object = await readObject(client, target, signal);
  if (!object.ok) return object;
  const { base, referenced } = object.value;
  const { uid, currentHash, stableHash, templateHash, generation, observedGeneration, paused } = joined(base, [], referenced?.base ?? null);
  const { resourceVersion } = (referenced?.base ?? base).workload;
  return ok({ uid, currentHash, stableHash, templateHash, resourceVersion, generation, observedGeneration, paused });
}
