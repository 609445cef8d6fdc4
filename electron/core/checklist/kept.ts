import type { Clock } from '../ports/clock.ts';

/** Answers of slow sources, kept for a while and asked for once however many wait. Failures are kept as long: a source that is down is not hammered. */
export function createKept<T>(clock: Clock, maxAgeMs: () => number): (key: string, ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { at: number; answer: Promise<T> }>();
  return (key, ask) => {
    const found = kept.get(key);
    if (found !== undefined && clock.monotonic() - found.at < maxAgeMs()) return found.answer;
    const answer = ask();
    kept.set(key, { at: clock.monotonic(), answer });
    // What nobody asks for any more must not stay for ever.
    if (kept.size > 2_000) for (const [old, { at }] of kept) if (clock.monotonic() - at > maxAgeMs() * 10) kept.delete(old);
    return answer;
  };
}
