import type { Labels } from './promql/values.ts';

/** The samples of one series by the number of their scrape, without gaps from `first` on. */
export interface StoredSeries {
  readonly labels: Labels;
  readonly first: number;
  append(scrape: number, value: number): void;
  /** The newest scrape it was part of. */
  last(): number;
  /** It was not part of `scrape`, nor will it be of a later one. */
  finish(scrape: number): void;
  /** The scrape that no longer saw it; null while it lives. */
  end(): number | null;
  /** Values of the scrapes `from` to before `to`; all of them must still be kept. */
  slice(from: number, to: number): Float64Array;
}

/** Pods come and go: an array begins small and grows to a ring of `capacity`. */
export function createStoredSeries(labels: Labels, first: number, capacity: number): StoredSeries {
  let values = new Float64Array(Math.min(capacity, 32));
  let newest = first - 1;
  let ended: number | null = null;
  return {
    labels,
    first,
    append(scrape, value) {
      newest = scrape;
      const at = scrape - first;
      if (at >= values.length && values.length < capacity) {
        const larger = new Float64Array(Math.min(capacity, values.length * 2));
        larger.set(values);
        values = larger;
      }
      values[at % values.length] = value;
    },
    last: () => newest,
    finish(scrape) {
      ended = scrape;
    },
    end: () => ended,
    slice: (from, to) =>
      Float64Array.from({ length: to - from }, (_, index) => values[(from + index - first) % values.length] ?? Number.NaN),
  };
}
