import type { StoreEvent } from './object-store.ts';

export interface EventLog {
  append(event: StoreEvent): void;
  /** Events after `since`; null when some of them are compacted away. */
  since(since: number): readonly StoreEvent[] | null;
  /** Forgets everything up to and with this version, as etcd's compaction does. */
  compact(version: number): void;
}

/** Keeps the newest `limit` events; at most twice as many lie in memory. `start`: the version before the first event. */
export function createEventLog(limit: number, start: number): EventLog {
  let kept: StoreEvent[] = [];
  let forgotten = start;

  function drop(count: number): void {
    const last = kept[count - 1];
    if (!last) return;
    forgotten = last.resourceVersion;
    kept = kept.slice(count);
  }

  return {
    append(event) {
      kept.push(event);
      if (kept.length >= limit * 2) drop(kept.length - limit);
    },
    since(since) {
      if (since < forgotten) return null;
      return kept.slice(firstAfter(kept, since));
    },
    compact(version) {
      drop(firstAfter(kept, version));
      forgotten = Math.max(forgotten, version);
    },
  };
}

/** Where the first event after `version` lies: events come in order of their version. */
function firstAfter(events: readonly StoreEvent[], version: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.resourceVersion ?? Infinity) <= version) low = middle + 1;
    else high = middle;
  }
  return low;
}
