import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '#shared/contract/result.ts';
import { busyCode } from './sqlite-failure.ts';

/** How long one process may hold the file before another gives up. Ours hold it for about a millisecond. */
export const heldTooLongMs = 5_000;

/**
 * Runs `work` until it is not refused because another process holds the file. SQLite has no queue: among several writers whoever
 * asks at the right instant wins, and one may lose for long while nothing is wrong. So the 5 s begin anew whenever somebody
 * else's write got through (`moved` returns another number then), and end in the refusal only where one process really holds the file.
 * Between two tries the event loop is free: a file held elsewhere does not stop the desk. The rest is of a random length, so that two
 * who lost together do not meet again.
 */
export async function waitForTurn<T>(
  work: () => Result<T>,
  moved: () => number,
  { now, rest }: { now(): number; rest(): Promise<void> } = { now: () => performance.now(), rest: () => pause(1 + Math.random() * 9) },
): Promise<Result<T>> {
  let seen: number | null = null;
  let since = now();
  for (;;) {
    const result = work();
    if (result.ok || result.error.upstream?.source !== 'sqlite' || ((result.error.upstream.status ?? 0) & 0xff) !== busyCode) return result;
    const version = moved();
    if (version !== seen) since = now();
    else if (now() - since >= heldTooLongMs) return result;
    seen = version;
    await rest();
  }
}
