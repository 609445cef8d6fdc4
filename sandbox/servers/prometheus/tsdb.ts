import type { LiveSeries, Registry } from '../../fleet/registry.ts';
import type { Matcher } from './promql/ast.ts';
import type { SampleSource } from './promql/sample-source.ts';
import type { Labels, Series } from './promql/values.ts';
import { createStoredSeries, type StoredSeries } from './stored-series.ts';

/** The recent past of every series, in memory. All are sampled together, so they share their times. */
export interface Tsdb extends SampleSource {
  /** Samples everything alive at `at` (epoch ms); what is no longer alive ends there. Times only grow. */
  scrape(at: number, registry: Registry): void;
  /** Label sets of the series that the matchers select and that have samples left. */
  labelSets(matchers: readonly Matcher[]): readonly Labels[];
}

/** Keeps the newest `capacity` scrapes. */
export function createTsdb({ capacity }: { capacity: number }): Tsdb {
  const times = new Float64Array(capacity);
  const byName = new Map<string, Set<StoredSeries>>();
  const stored = new Map<LiveSeries, StoredSeries>();
  let scrapes = 0;

  const timeOf = (scrape: number) => times[scrape % capacity] ?? 0;
  const oldest = () => Math.max(0, scrapes - capacity);

  /** The first scrape after `at`. */
  function after(at: number): number {
    let [low, high] = [oldest(), scrapes];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (timeOf(middle) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function candidates(matchers: readonly Matcher[]): Iterable<StoredSeries> {
    const name = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
    if (name) return byName.get(name.value) ?? [];
    return [...byName.values()].flatMap((each) => [...each]);
  }

  function* matching(matchers: readonly Matcher[]): Generator<StoredSeries> {
    const tests = matchers.filter(({ label, operator }) => label !== '__name__' || operator !== '=');
    for (const series of candidates(matchers)) {
      if (tests.every(({ label, matches }) => matches(series.labels[label] ?? ''))) yield series;
    }
  }

  /** Forgets what ended before everything that is kept. */
  function sweep(): void {
    const first = oldest();
    for (const [name, all] of byName) {
      for (const series of all) if (series.end() !== null && (series.end() ?? 0) <= first) all.delete(series);
      if (all.size === 0) byName.delete(name);
    }
  }

  return {
    scrape(at, registry) {
      if (scrapes > 0 && at <= timeOf(scrapes - 1)) return;
      const now = scrapes;
      times[now % capacity] = at;
      for (const { type, series } of registry.families()) {
        for (const live of series) {
          let kept = stored.get(live);
          if (!kept) {
            kept = createStoredSeries(live.labels, now, capacity);
            stored.set(live, kept);
            const name = live.labels['__name__'] ?? '';
            const all = byName.get(name) ?? new Set<StoredSeries>();
            byName.set(name, all.add(kept));
          }
          kept.append(now, shownValue(type, live));
        }
      }
      scrapes += 1;
      for (const [live, kept] of stored) {
        if (kept.last() === now) continue;
        kept.finish(now);
        stored.delete(live);
      }
      if (now % 64 === 0) sweep();
    },

    select(matchers, from, to) {
      const first = after(from - 1);
      const until = after(to);
      const found: Series[] = [];
      const shared = new Map<string, Float64Array>();
      for (const series of matching(matchers)) {
        const low = Math.max(first, series.first);
        const end = series.end();
        const high = Math.min(until, end ?? until);
        if (high <= low) continue;
        const key = `${low}-${high}`;
        const axis = shared.get(key) ?? Float64Array.from({ length: high - low }, (_, index) => timeOf(low + index));
        shared.set(key, axis);
        found.push({
          labels: series.labels,
          times: axis,
          values: series.slice(low, high),
          endedAt: end === null || end >= scrapes ? null : timeOf(end),
        });
      }
      return found;
    },

    labelSets: (matchers) => [...matching(matchers)].filter((series) => (series.end() ?? Infinity) > oldest()).map(({ labels }) => labels),
  };
}

/** Counters of events are whole numbers, whatever shares of an event the simulation holds. */
export function shownValue(type: string, { labels, value }: LiveSeries): number {
  return type === 'histogram' && labels['le'] !== undefined ? Math.floor(value) : value;
}
