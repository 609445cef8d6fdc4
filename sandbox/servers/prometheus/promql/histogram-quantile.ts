import { numberOf } from './literals.ts';
import { keyOf, type Labels, omit, type Sample } from './values.ts';

interface Bucket {
  readonly upTo: number;
  count: number;
}

/** Classic histograms: of each group of `le` buckets the quantile, interpolated linearly, as Prometheus' `bucketQuantile` does. */
export function histogramQuantile(q: number, samples: readonly Sample[]): Sample[] {
  const groups = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, value } of samples) {
    const upTo = numberOf((labels['le'] ?? '').replace(/^\+/, ''));
    if (Number.isNaN(upTo)) continue;
    const rest = omit(labels, ['le']);
    const key = keyOf(rest);
    const group = groups.get(key) ?? { labels: rest, buckets: [] };
    groups.set(key, group);
    group.buckets.push({ upTo, count: value });
  }
  return [...groups.values()].map(({ labels, buckets }) => ({ labels, value: bucketQuantile(q, buckets) }));
}

function bucketQuantile(q: number, unsorted: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const buckets = coalesced(unsorted.toSorted((a, b) => a.upTo - b.upTo));
  const last = buckets.at(-1);
  if (last?.upTo !== Infinity || buckets.length < 2) return Number.NaN;
  // Scrapes of a busy process may catch buckets in the middle of an update.
  for (let index = 1; index < buckets.length; index += 1) {
    const [before, bucket] = [buckets[index - 1], buckets[index]];
    if (before && bucket && bucket.count < before.count) bucket.count = before.count;
  }
  if (last.count === 0 || Number.isNaN(last.count)) return Number.NaN;

  const rank = q * last.count;
  const found = buckets.slice(0, -1).findIndex(({ count }) => count >= rank);
  const index = found < 0 ? buckets.length - 1 : found;
  const bucket = buckets[index];
  if (!bucket || index === buckets.length - 1) return buckets.at(-2)?.upTo ?? Number.NaN;
  if (index === 0 && bucket.upTo <= 0) return bucket.upTo;
  const below = index > 0 ? buckets[index - 1] : undefined;
  const from = below?.upTo ?? 0;
  const inBucket = bucket.count - (below?.count ?? 0);
  return from + (bucket.upTo - from) * ((rank - (below?.count ?? 0)) / inBucket);
}

/** `le="1"` and `le="1.0"` are one bucket. */
function coalesced(buckets: readonly Bucket[]): Bucket[] {
  const merged: Bucket[] = [];
  for (const bucket of buckets) {
    const last = merged.at(-1);
    if (last?.upTo === bucket.upTo) last.count += bucket.count;
    else merged.push({ ...bucket });
  }
  return merged;
}
