import { fail, ok } from '#shared/contract/result.ts';
import type { Clock } from '../clock.ts';
import type { RecordedEvent, Records } from '../records.ts';

/** Records that live as long as this process: for tests. */
export function createMemoryRecords(clock: Pick<Clock, 'now'>): Records {
  const streams = new Map<string, RecordedEvent[]>();
  const listeners = new Set<(streams: readonly string[]) => void>();
  return {
    read: async (stream) => ok([...(streams.get(stream) ?? [])]),
    streams: async (prefix) => ok([...streams.keys()].filter((name) => name.startsWith(prefix))),
    async append(stream, expected, events) {
      const kept = streams.get(stream) ?? [];
      if (kept.length !== expected)
        return fail('conflict', `${stream} moved on from ${expected} to ${kept.length} meanwhile. Read it again.`);
      const added = events.map((data, index) => ({ stream, version: expected + index + 1, at: clock.now(), data }));
      if (added.length > 0) streams.set(stream, [...kept, ...added]);
      for (const listener of listeners) listener([stream]);
      return ok({ version: expected + added.length });
    },
    onChange(listener, signal) {
      if (signal.aborted) return;
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    close: async () => listeners.clear(),
  };
}
