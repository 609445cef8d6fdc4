import { z } from 'zod';
import { ok, type Result } from '#shared/contract/result.ts';
import type { ClusterEvent } from '#shared/domain/rollouts/detail.ts';
import { epochOf } from '../deployments/object-meta.ts';
import { collectionPath } from '../deployments/paths.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { List } from './read-workload.ts';

const RawEvent = z.object({
  metadata: z.object({ uid: z.string(), creationTimestamp: z.string().nullish() }),
  involvedObject: z.object({ kind: z.string().default(''), name: z.string().default(''), uid: z.string().nullish() }),
  type: z.string().nullish(),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  count: z.number().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
  series: z.object({ count: z.number().nullish(), lastObservedTime: z.string().nullish() }).nullish(),
});

const most = 2_000;

/** Events about these objects (by uid), newest first. `cut`: the namespace has more than were read. */
export async function readEvents(
  client: ApiClient,
  namespace: string,
  uids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Result<{ readonly events: ClusterEvent[]; readonly cut: boolean }>> {
  const path = collectionPath('/api/v1', 'events', namespace);
  const answer = await client.request({ method: 'GET', path, query: { limit: most }, signal });
  if (!answer.ok) return answer;
  const list = List.safeParse(answer.value.json).data;
  const events = (list?.items ?? []).flatMap((item) => {
    const event = RawEvent.safeParse(item).data;
    if (event === undefined || !uids.has(event.involvedObject.uid ?? '')) return [];
    const { metadata, involvedObject, series } = event;
    return [
      {
        uid: metadata.uid,
        type: event.type ?? 'Normal',
        reason: event.reason ?? '',
        message: event.message ?? '',
        object: `${involvedObject.kind}/${involvedObject.name}`,
        count: series?.count ?? event.count ?? 1,
        at: epochOf(series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? metadata.creationTimestamp),
      },
    ];
  });
  events.sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
  return ok({ events, cut: Boolean(list?.metadata?.continue) });
}
