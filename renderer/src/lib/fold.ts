import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Failure } from '#shared/contract/result.ts';

/** What a subscription has brought so far. */
export interface LiveState<V> {
  readonly items: ReadonlyMap<string, V>;
  /** connecting: no snapshot yet. live: it speaks. lost: it broke off and is being asked for again; the items are the last known. */
  readonly status: 'connecting' | 'live' | 'lost';
  /** Why it was refused or broke off. */
  readonly error: Failure | null;
  /** Host clock of the last message, epoch ms. */
  readonly at: number | null;
}

export function emptyLive<V>(): LiveState<V> {
  return { items: new Map(), status: 'connecting', error: null, at: null };
}

/**
 * Folds messages in order into a state. A snapshot replaces, a patch sets and removes; when nothing changed the same map
 * comes back, so that a heartbeat makes nobody render.
 */
export function foldLive<V>(state: LiveState<V>, messages: readonly LiveMessage<V>[]): LiveState<V> {
  let items = state.items;
  let owned: Map<string, V> | null = null;
  let at = state.at;
  for (const message of messages) {
    at = message.at;
    if (message.type === 'snapshot') {
      owned = new Map(message.items);
      items = owned;
      continue;
    }
    if (message.set.length === 0 && message.removed.length === 0) continue;
    owned ??= new Map(items);
    for (const key of message.removed) owned.delete(key);
    for (const [key, value] of message.set) owned.set(key, value);
    items = owned;
  }
  return { items, status: 'live', error: null, at };
}
