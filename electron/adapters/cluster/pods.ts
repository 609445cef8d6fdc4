import { z } from 'zod';
import { ok, type Result } from '#shared/contract/result.ts';
import type { Pod } from '#shared/domain/rollouts/detail.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { ConditionSchema, epochOf, ObjectMeta } from '../deployments/object-meta.ts';
import { collectionPath } from '../deployments/paths.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { List } from './read-workload.ts';

const Waiting = z.object({ reason: z.string().default(''), message: z.string().default('') });
const ContainerStatus = z.object({
  name: z.string(),
  image: z.string().default(''),
  imageID: z.string().default(''),
  restartCount: z.number().default(0),
  state: z.object({ waiting: Waiting.nullish(), terminated: Waiting.nullish() }).nullish(),
});
const RawPod = z.object({
  metadata: ObjectMeta,
  spec: z.object({ nodeName: z.string().nullish() }).nullish(),
  status: z
    .object({
      phase: z.string().nullish(),
      startTime: z.string().nullish(),
      reason: z.string().nullish(),
      message: z.string().nullish(),
      conditions: z.array(ConditionSchema).nullish(),
      containerStatuses: z.array(ContainerStatus).nullish(),
    })
    .nullish(),
});
type RawPod = z.infer<typeof RawPod>;

const hashLabels = { Rollout: 'rollouts-pod-template-hash', Deployment: 'pod-template-hash' } as const;

export interface OwnedPod extends Pod {
  readonly uid: string;
  /** Being deleted: it gets no new requests. */
  readonly leaving: boolean;
}

/** The pods of these versions. Another workload with an equal template has the same hash, so the owner's name counts too. */
export async function readPods(
  client: ApiClient,
  target: Target,
  hashes: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly OwnedPod[]>> {
  if (hashes.length === 0) return ok([]);
  const label = hashLabels[target.kind];
  const labelSelector = `${label} in (${hashes.join(',')})`;
  const answer = await client.request({
    method: 'GET',
    path: collectionPath('/api/v1', 'pods', target.namespace),
    query: { labelSelector },
    signal,
  });
  if (!answer.ok) return answer;
  const items = List.safeParse(answer.value.json).data?.items ?? [];
  const pods = items.flatMap((item) => {
    const parsed = RawPod.safeParse(item).data;
    const hash = parsed?.metadata.labels?.[label] ?? '';
    const owners = parsed?.metadata.ownerReferences ?? [];
    const mine = owners.some((owner) => owner.kind === 'ReplicaSet' && owner.name === `${target.name}-${hash}`);
    return parsed === undefined || !mine ? [] : [toPod(parsed, hash)];
  });
  return ok(pods);
}

function toPod({ metadata, spec, status }: RawPod, hash: string): OwnedPod {
  const condition = status?.conditions?.find(({ type }) => type === 'Ready');
  const containers = status?.containerStatuses ?? [];
  const leaving = metadata.deletionTimestamp !== null && metadata.deletionTimestamp !== undefined;
  const ready = condition?.status === 'True' && !leaving;
  const stuck = containers.map(({ state }) => state?.waiting ?? state?.terminated).find((state) => state?.reason);
  const words =
    [stuck?.reason, stuck?.message].filter(Boolean).join(': ') ||
    [status?.reason, status?.message].filter(Boolean).join(': ') ||
    (condition?.message ?? '');
  return {
    uid: metadata.uid,
    leaving,
    name: metadata.name,
    hash,
    phase: status?.phase ?? 'Unknown',
    ready,
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    reason: ready ? '' : leaving ? 'Terminating' : words,
    node: spec?.nodeName ?? '',
    images: containers.map(({ name, image, imageID }) => ({ container: name, image, imageId: imageID })),
    startedAt: epochOf(status?.startTime),
  };
}
