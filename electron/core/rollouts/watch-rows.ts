import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { heartbeatMs } from '../connections/read-model.ts';
import type { Clock } from '../ports/clock.ts';
import type { Fleet } from './fleet.ts';

/** A cluster that does not answer keeps nobody from the rows of the others. */
const firstRowsMs = 1_500;
/** First rows that were taken are drawn within this time, even by a page that has just been opened. */
const drawnMs = 300;

export interface RowsScope {
  readonly contexts: readonly string[];
  /** null: all. */
  readonly namespace: string | null;
  /** The first message may hold only the rows that are known first. */
  readonly early: boolean;
}

/** The rows of a scope, live. A cluster that cannot be watched has its words in `connections`. */
export async function* watchRows(
  fleet: Fleet,
  clock: Clock,
  { contexts, namespace, early }: RowsScope,
  signal: AbortSignal,
): AsyncGenerator<LiveMessage<RolloutRow>> {
  const releases: (() => void)[] = [];
  try {
    const acquired = await Promise.all(contexts.map((context) => fleet.acquire(context, namespace)));
    for (const held of acquired) if (held.ok) releases.push(held.value.release);
    const watches = acquired.flatMap((held) => (held.ok ? [held.value.watch] : []));
    const readRest = () => {
      for (const watch of watches) watch.readRest();
    };
    if (!early) readRest();
    const first = Promise.all(watches.map(({ begun, settled }) => (early ? begun : settled)));
    await Promise.race([first, clock.sleep(firstRowsMs, signal)]);
    const wanted = new Set(contexts);
    const messages = fleet.rows.subscribe(signal, {
      heartbeatMs,
      accepts: (_key, { workload: { target } }) => wanted.has(target.context) && (namespace === null || namespace === target.namespace),
    });
    let toDraw = early;
    for await (const message of messages) {
      yield message;
      // Whoever took the first rows and stays is drawing them: on the same processors the rest would only be in the way.
      if (toDraw) void clock.sleep(drawnMs, signal).then(readRest);
      toDraw = false;
    }
  } finally {
    for (const release of releases) release();
  }
}
