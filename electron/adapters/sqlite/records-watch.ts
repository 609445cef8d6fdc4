import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import type { Records } from '#core/ports/records.ts';

const periodMs = 500;
const Grown = z.object({ stream: z.string(), id: z.number() });

/** Tells listeners which streams grew: at once after our own append, within half a second after another process's. */
export function watchRecords(
  db: DatabaseSync,
  clock: Pick<Clock, 'sleep'>,
  closed: AbortSignal,
): { look(): void; onChange: Records['onChange'] } {
  const listeners = new Set<(streams: readonly string[]) => void>();
  const since = db.prepare('SELECT stream, max(id) AS id FROM events WHERE id > ? GROUP BY stream');
  let seen = z.object({ id: z.number() }).parse(db.prepare('SELECT coalesce(max(id), 0) AS id FROM events').get()).id;
  let polling = false;

  function look(): void {
    if (!db.isOpen) return;
    const grown = since.all(seen).map((row) => Grown.parse(row));
    if (grown.length === 0) return;
    seen = Math.max(seen, ...grown.map(({ id }) => id));
    const streams = grown.map(({ stream }) => stream);
    for (const listener of listeners) listener(streams);
  }

  /** A file that cannot be read for a moment is looked at again; what fails for good shows where it is read or written. */
  function tryToLook(): void {
    try {
      look();
    } catch {
      // Busy or gone: the next reader of a stream says so in words.
    }
  }

  async function poll(): Promise<void> {
    while (listeners.size > 0 && !closed.aborted) {
      await clock.sleep(periodMs, closed);
      if (!closed.aborted) tryToLook();
    }
    polling = false;
  }

  return {
    look: tryToLook,
    onChange(listener, signal) {
      if (signal.aborted || closed.aborted) return;
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
      if (polling) return;
      polling = true;
      void poll();
    },
  };
}
