import type { Range } from './ast.ts';
import { extrapolated, instantChange, type Window } from './extrapolate.ts';
import { countUntil, type Lookup } from './sample-source.ts';
import { kahanSum } from './kahan.ts';
import { type Sample, withoutName } from './values.ts';

type OverWindow = (window: Window) => number | null;

const functions: Readonly<Record<string, OverWindow>> = {
  rate: (window) => extrapolated(window, 'rate'),
  increase: (window) => extrapolated(window, 'increase'),
  delta: (window) => extrapolated(window, 'delta'),
  irate: (window) => instantChange(window, 'irate'),
  idelta: (window) => instantChange(window, 'idelta'),
  changes: (window) => pairs(window, (before, value) => value !== before && !(Number.isNaN(value) && Number.isNaN(before))),
  resets: (window) => pairs(window, (before, value) => value < before),
  sum_over_time: (window) => kahanSum(valuesOf(window)),
  avg_over_time: (window) => kahanSum(valuesOf(window)) / window.count,
  min_over_time: (window) => extreme(window, (value, best) => value < best),
  max_over_time: (window) => extreme(window, (value, best) => value > best),
  count_over_time: ({ count }) => count,
  last_over_time: ({ values, first, count }) => values[first + count - 1] ?? null,
  present_over_time: () => 1,
};

/** A function of range vectors, over the window that ends at `at` (both ends belong to it). Series without a sample in it are left out. */
export function overRange(name: string, { selector, rangeMs }: Range, at: number, lookup: Lookup): Sample[] {
  const end = at - selector.offsetMs;
  const start = end - rangeMs;
  const samples: Sample[] = [];
  for (const { labels, times, values } of lookup.of(selector, rangeMs)) {
    const first = countUntil(times, start - 1);
    const count = countUntil(times, end) - first;
    const value = count > 0 ? functions[name]?.({ times, values, first, count, start, end }) : null;
    if (value == null) continue;
    samples.push({ labels: name === 'last_over_time' ? labels : withoutName(labels), value });
  }
  return samples;
}

function valuesOf({ values, first, count }: Window): number[] {
  return Array.from({ length: count }, (_, index) => values[first + index] ?? 0);
}

function pairs({ values, first, count }: Window, counts: (before: number, value: number) => boolean): number {
  let total = 0;
  for (let index = first + 1; index < first + count; index += 1) if (counts(values[index - 1] ?? 0, values[index] ?? 0)) total += 1;
  return total;
}

function extreme(window: Window, better: (value: number, best: number) => boolean): number {
  const [first = Number.NaN, ...rest] = valuesOf(window);
  return rest.reduce((best, value) => (better(value, best) || Number.isNaN(best) ? value : best), first);
}
