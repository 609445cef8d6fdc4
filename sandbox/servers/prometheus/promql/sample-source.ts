import type { Matcher, Selector } from './ast.ts';
import type { Series } from './values.ts';

/** Where samples come from. Times are epoch milliseconds, both ends belong to the range. */
export interface SampleSource {
  select(matchers: readonly Matcher[], from: number, to: number): readonly Series[];
}

/** How old the newest sample of a series may be before an instant selector no longer sees it. */
export const lookbackMs = 300_000;

/** What one query has looked up: each selector asks the source once, for all its steps. */
export interface Lookup {
  of(selector: Selector, rangeMs: number): readonly Series[];
}

export function createLookup(source: SampleSource, start: number, end: number): Lookup {
  const known = new Map<Selector, readonly Series[]>();
  return {
    of(selector, rangeMs) {
      const found = known.get(selector) ?? source.select(selector.matchers, start - selector.offsetMs - rangeMs, end - selector.offsetMs);
      known.set(selector, found);
      return found;
    },
  };
}

/** How many of the times are at or before `at`; they are in order. */
export function countUntil(times: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
