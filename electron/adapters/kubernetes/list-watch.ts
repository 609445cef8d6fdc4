import type { Clock } from '#core/ports/clock.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { ApiClient } from './api-client.ts';
import { createBackoff } from './watch/backoff.ts';
import { createFreshness } from './watch/freshness.ts';
import { listPages, type Paging } from './watch/list-pages.ts';
import type { Collection, StreamEvent } from './watch/stream-event.ts';
import { watchOnce } from './watch/watch-once.ts';

/** `firstPage` and `beforeNext` are of the first list: later ones are read as they come. */
export interface ListWatch<T> extends Collection<T>, Pick<Paging<T>, 'firstPage' | 'beforeNext'> {
  readonly client: ApiClient;
  readonly onEvent: (event: StreamEvent<T>) => void;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** [0, 1), for the jitter. */
  readonly random: () => number;
}

/** A watch that ended sooner than this counts as failed, or a server that closes at once would be asked in a tight loop. */
const healthyMs = 10_000;
/** API servers send a bookmark about each minute: past this the connection is dead whatever the probe says. */
const deafMs = 90_000;
/** Kinds a retry alone does not heal: the reader is told at once. */
const lasting = new Set<Failure['kind']>(['unauthenticated', 'forbidden', 'not-found', 'invalid', 'unsupported', 'approval-needed']);

/**
 * Lists a collection, watches it, and tells its reader everything from then on, with a freshness clock of its own.
 * Resumes after a peaceful end or a broken connection from where it was; lists again when the server forgot that place
 * (410). Resolves when the signal fires; never rejects. A reader's exception is logged and the event counts as told.
 */
export async function listWatch<T>(options: ListWatch<T>): Promise<void> {
  const { client, clock, signal, random } = options;
  const tell = (event: StreamEvent<T>): void => {
    // Before the first snapshot there is nothing that could be fresh.
    if (signal.aborted || (event.type === 'alive' && !known)) return;
    try {
      options.onEvent(event);
    } catch (error) {
      client.log.error('the reader of a watch threw', { path: options.path, error: String(error) });
    }
  };
  let known = false;
  const collection: Collection<T> = { ...options, parse: (raw) => parsed(options, raw) };
  const freshness = createFreshness(client.liveness, clock, tell, signal);
  const firstList: Paging<T> = {
    firstPage: options.firstPage,
    beforeNext: options.beforeNext,
    onPage: () => freshness.heard(true),
    onPart: (items) => tell({ type: 'part', items, at: clock.now() }),
  };
  const backoff = createBackoff(random);
  let keys = new Map<string, string>();
  let resourceVersion: string | null = null;

  async function pause(error: Failure | null): Promise<void> {
    const done = new AbortController();
    const until = AbortSignal.any([signal, done.signal]);
    const wait = Math.max(backoff.next(), (error?.retryAfterSeconds ?? 0) * 1_000);
    const waits = [clock.sleep(wait, until)];
    if (error?.kind === 'unreachable') waits.push(freshness.recovered(until).then(() => clock.sleep(random() * 500, signal)));
    await Promise.race(waits);
    done.abort();
  }

  async function list(): Promise<void> {
    // Until the first snapshot nothing can be stale: a server that answers probes while it lists is alive.
    if (!known) freshness.opened();
    const listed = await listPages(client, collection, signal, known ? {} : firstList);
    if (signal.aborted) return;
    if (!listed.ok) {
      freshness.broken(listed.error, !known || lasting.has(listed.error.kind));
      return pause(listed.error);
    }
    known = true;
    keys = listed.value.keys;
    resourceVersion = listed.value.resourceVersion;
    tell({ type: 'snapshot', items: listed.value.items, at: clock.now() });
    freshness.heard(true);
  }

  async function watch(from: string): Promise<void> {
    const own = new AbortController();
    const startedAt = clock.monotonic();
    let heardAt = startedAt;
    const heard = (told: boolean): void => {
      heardAt = clock.monotonic();
      freshness.heard(told);
    };
    void (async () => {
      while (!own.signal.aborted && !signal.aborted) {
        const left = heardAt + deafMs - clock.monotonic();
        if (left <= 0) own.abort();
        else await clock.sleep(left, AbortSignal.any([own.signal, signal]));
      }
    })();
    const end = await watchOnce(
      client,
      collection,
      { resourceVersion: from, timeoutSeconds: Math.round(280 + random() * 20) },
      keys,
      {
        onOpen() {
          freshness.opened();
          heard(false);
        },
        onUpsert(item) {
          tell({ type: 'upsert', item, at: clock.now() });
          heard(true);
        },
        onRemove(key) {
          tell({ type: 'remove', key, at: clock.now() });
          heard(true);
        },
        onBookmark: () => heard(false),
      },
      AbortSignal.any([own.signal, signal]),
    );
    const deaf = own.signal.aborted;
    own.abort();
    if (signal.aborted) return;
    resourceVersion = end.resourceVersion;
    const healthy = clock.monotonic() - startedAt >= healthyMs;
    if (healthy) backoff.reset();
    if (end.error === null || deaf) freshness.closed();
    else freshness.broken(end.error, lasting.has(end.error.kind));
    if (!healthy) await pause(end.error);
  }

  while (!signal.aborted) await (resourceVersion === null ? list() : watch(resourceVersion));
}

/** The reader's parse is the reader's code: what it throws must not end the stream of all other objects. */
function parsed<T>({ client, parse, path }: ListWatch<T>, raw: unknown): T | null {
  try {
    return parse(raw);
  } catch (error) {
    client.log.error('an object of a watch could not be read', { path, error: String(error) });
    return null;
  }
}
