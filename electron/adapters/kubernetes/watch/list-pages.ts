import { z } from 'zod';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { ApiClient } from '../api-client.ts';
import type { Collection } from './stream-event.ts';
import { metaOf } from './object-meta.ts';

const Page = z.object({
  metadata: z.object({ resourceVersion: z.string(), continue: z.string().optional() }),
});

export interface Listed<T> {
  readonly items: readonly T[];
  /** Key of each item by its object's uid. */
  readonly keys: Map<string, string>;
  /** Where a watch goes on from. */
  readonly resourceVersion: string;
}

/** What may be done while a list of several pages is being read. */
export interface Paging<T> {
  /** Items of the first page, for who wants some of them soon. Else it is as long as the others. */
  readonly firstPage?: number | undefined;
  /** Called for each page that came. */
  readonly onPage?: () => void;
  /** Called with what the first of several pages brought; again when the list starts again. */
  readonly onPart?: (items: readonly T[]) => void;
  /** Awaited before another page is asked for. */
  readonly beforeNext?: (() => Promise<void>) | undefined;
}

const pageSize = 500;
const attempts = 3;

/**
 * Lists a collection page by page; each page's raw objects are gone before the next is asked for. When the server
 * forgets the list half way (410) it starts again, three times in all.
 */
export async function listPages<T>(
  client: ApiClient,
  collection: Collection<T>,
  signal: AbortSignal,
  paging: Paging<T> = {},
): Promise<Result<Listed<T>>> {
  for (let attempt = 1; ; attempt += 1) {
    const listed = await listOnce(client, collection, signal, paging);
    if (listed.ok || listed.error.kind !== 'stale' || attempt === attempts) return listed;
  }
}

async function listOnce<T>(
  client: ApiClient,
  collection: Collection<T>,
  signal: AbortSignal,
  { firstPage = pageSize, onPage, onPart, beforeNext }: Paging<T>,
): Promise<Result<Listed<T>>> {
  const items: T[] = [];
  const keys = new Map<string, string>();
  let next: string | undefined;
  for (;;) {
    const { path, labelSelector, fieldSelector } = collection;
    const first = next === undefined;
    const query = { labelSelector, fieldSelector, limit: first ? firstPage : pageSize, continue: next };
    const onItem = (raw: unknown): void => {
      const item = collection.parse(raw);
      if (item === null) return;
      items.push(item);
      keys.set(metaOf(raw).uid, collection.keyOf(item));
    };
    const rest = await client.list({ path, query, signal, onItem });
    if (!rest.ok) return rest;
    const page = Page.safeParse(rest.value);
    if (!page.success) return fail('unsupported', `${client.context} answered ${path} with something that is not a list.`);
    onPage?.();
    next = page.data.metadata.continue === '' ? undefined : page.data.metadata.continue;
    if (next === undefined) return ok({ items, keys, resourceVersion: page.data.metadata.resourceVersion });
    if (first) onPart?.([...items]);
    await beforeNext?.();
  }
}
