import { z } from 'zod';
import type { Failure } from '#shared/contract/result.ts';
import type { ApiClient } from '../api-client.ts';
import { parseJson } from '../transport/status-failure.ts';
import { metaOf } from './object-meta.ts';
import type { Collection } from './stream-event.ts';

export interface WatchHandler<T> {
  onOpen(): void;
  onUpsert(item: T): void;
  onRemove(key: string): void;
  onBookmark(): void;
}

/** How a watch ended and where to go on: null means the server forgot our place and the collection must be listed again. */
export interface WatchEnd {
  readonly resourceVersion: string | null;
  /** null: the server closed it in peace. */
  readonly error: Failure | null;
}

const Line = z.object({ type: z.string(), object: z.unknown() });
const ErrorStatus = z.object({ code: z.number().optional(), reason: z.string().optional(), message: z.string().optional() });

/** One watch from `resourceVersion` until the server, the network or the signal ends it. `keys` is kept up to date. */
export async function watchOnce<T>(
  client: ApiClient,
  collection: Collection<T>,
  from: { readonly resourceVersion: string; readonly timeoutSeconds: number },
  keys: Map<string, string>,
  handler: WatchHandler<T>,
  signal: AbortSignal,
): Promise<WatchEnd> {
  let { resourceVersion } = from;
  let ended: WatchEnd | null = null;

  function onError(object: unknown): void {
    const status = ErrorStatus.safeParse(object);
    const { code = 0, reason = '', message = '' } = status.success ? status.data : {};
    const gone = code === 410 || reason === 'Expired' || reason === 'Gone';
    const upstream = { source: `kube-apiserver ${client.context}`, text: message, ...(code === 0 ? {} : { status: code }) };
    const error: Failure = { kind: gone ? 'stale' : 'unreachable', message: 'The cluster ended the watch.', upstream };
    ended = { resourceVersion: null, error };
  }

  function forget(uid: string): void {
    const key = keys.get(uid);
    if (key === undefined) return;
    keys.delete(uid);
    handler.onRemove(key);
  }

  function onLine(line: string): void {
    if (ended !== null) return;
    const parsed = Line.safeParse(parseJson(line));
    if (!parsed.success) {
      const upstream = { source: `kube-apiserver ${client.context}`, text: line.slice(0, 300) };
      ended = {
        resourceVersion,
        error: { kind: 'unreachable', message: 'The watch brought something that is not a watch event.', upstream },
      };
      return;
    }
    const { type, object } = parsed.data;
    if (type === 'ERROR') return onError(object);
    const meta = metaOf(object);
    if (meta.resourceVersion !== '') resourceVersion = meta.resourceVersion;
    if (type === 'BOOKMARK') return handler.onBookmark();
    const item = type === 'DELETED' ? null : collection.parse(object);
    if (item === null) return forget(meta.uid);
    keys.set(meta.uid, collection.keyOf(item));
    handler.onUpsert(item);
  }

  const { path, labelSelector, fieldSelector } = collection;
  const query = {
    labelSelector,
    fieldSelector,
    watch: true,
    allowWatchBookmarks: true,
    resourceVersion,
    timeoutSeconds: from.timeoutSeconds,
  };
  const result = await client.stream({ path, query, signal, onLine, onOpen: () => handler.onOpen() });
  if (ended !== null) return ended;
  if (result.ok) return { resourceVersion, error: null };
  return { resourceVersion: result.error.kind === 'stale' ? null : resourceVersion, error: result.error };
}
