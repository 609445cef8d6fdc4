import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Clock } from './ports/clock.ts';

/**
 * The one way live data leaves the core. A channel holds the newest value of each key; a subscriber holds only the set of
 * keys that changed since it last asked. A reader that stops reading therefore costs at most one set of keys, and gets the
 * newest value of each when it comes back, never a queue.
 */
export interface LiveChannel<V> {
  set(key: string, value: V): void;
  remove(key: string): void;
  get(key: string): V | undefined;
  entries(): IterableIterator<[string, V]>;
  /**
   * One snapshot, then patches. With `heartbeatMs` an empty patch goes out when nothing changed for that long, so that a
   * reader can tell a quiet host from a dead one. Ends when the signal fires.
   */
  subscribe(
    signal: AbortSignal,
    options?: { heartbeatMs?: number; accepts?: (key: string, value: V) => boolean },
  ): AsyncIterable<LiveMessage<V>>;
  readonly subscribers: number;
}

interface Subscriber {
  readonly dirty: Set<string>;
  wake: () => void;
}

export function createLiveChannel<V>(clock: Clock): LiveChannel<V> {
  const values = new Map<string, V>();
  const subscribers = new Set<Subscriber>();
  const touch = (key: string) => {
    for (const subscriber of subscribers) {
      subscriber.dirty.add(key);
      subscriber.wake();
    }
  };

  async function* subscribe(
    signal: AbortSignal,
    { heartbeatMs, accepts = () => true }: { heartbeatMs?: number; accepts?: (key: string, value: V) => boolean } = {},
  ): AsyncGenerator<LiveMessage<V>> {
    const subscriber: Subscriber = { dirty: new Set(), wake: () => {} };
    const onAbort = () => subscriber.wake();
    subscribers.add(subscriber);
    signal.addEventListener('abort', onAbort);
    // Keys this reader was told of: only those can be removed for it.
    const told = new Set<string>();
    try {
      const items = [...values].filter(([key, value]) => accepts(key, value));
      for (const [key] of items) told.add(key);
      yield { type: 'snapshot', at: clock.now(), items };
      while (!signal.aborted) {
        if (subscriber.dirty.size === 0) await nextChange(subscriber, signal, heartbeatMs);
        if (signal.aborted) return;
        const patch = patchOf(subscriber.dirty, told, accepts);
        if (patch.set.length > 0 || patch.removed.length > 0 || heartbeatMs !== undefined)
          yield { type: 'patch', at: clock.now(), ...patch };
      }
    } finally {
      subscribers.delete(subscriber);
      signal.removeEventListener('abort', onAbort);
    }
  }

  function patchOf(dirty: Set<string>, told: Set<string>, accepts: (key: string, value: V) => boolean) {
    const set: [string, V][] = [];
    const removed: string[] = [];
    for (const key of dirty) {
      const value = values.get(key);
      if (value !== undefined && accepts(key, value)) {
        set.push([key, value]);
        told.add(key);
      } else if (told.delete(key)) {
        removed.push(key);
      }
    }
    dirty.clear();
    return { set, removed };
  }

  async function nextChange(subscriber: Subscriber, signal: AbortSignal, heartbeatMs: number | undefined): Promise<void> {
    const quiet = new AbortController();
    await new Promise<void>((resolve) => {
      subscriber.wake = resolve;
      if (signal.aborted || subscriber.dirty.size > 0) resolve();
      if (heartbeatMs !== undefined) void clock.sleep(heartbeatMs, quiet.signal).then(resolve);
    });
    quiet.abort();
    subscriber.wake = () => {};
  }

  return {
    set(key, value) {
      values.set(key, value);
      touch(key);
    },
    remove(key) {
      if (values.delete(key)) touch(key);
    },
    get: (key) => values.get(key),
    entries: () => values.entries(),
    subscribe,
    get subscribers() {
      return subscribers.size;
    },
  };
}
