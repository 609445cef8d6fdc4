/** One comparison, both sides measured in the same run. */
export interface BenchRow {
  readonly name: string;
  /** Printed beside both figures: `ms`, `appends/s`, `MB`. */
  readonly unit: string;
  readonly ours: number;
  readonly baseline: number;
  /** ours ÷ baseline. */
  readonly ratio: number;
  /** What the ratio has to be, by how much of `unit` ours may exceed the baseline, or what ours may be whatever the baseline is. */
  readonly limit: { readonly atMost: number } | { readonly atLeast: number } | { readonly atMostMore: number } | { readonly upTo: number };
  /** What the baseline is, in words. */
  readonly against: string;
}

/** What every `bench/<feature>/<name>.bench.ts` exports as `bench`. */
export interface Bench {
  readonly name: string;
  /** Environment variables without which it cannot run: then it is skipped aloud. */
  readonly needs?: readonly string[];
  run(): Promise<readonly BenchRow[]>;
}

/** The value that a share `p` (0 to 1) of the samples does not exceed. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/**
 * The same of samples that a clock has cut to whole units: within the unit that holds the percentile they count as evenly
 * spread, so that two sides cut by the same clock can be compared below its unit.
 */
export function percentileOfWhole(samples: readonly number[], p: number): number {
  const unit = percentile(samples, p);
  const below = samples.filter((sample) => sample < unit).length;
  const within = samples.filter((sample) => sample === unit).length;
  return unit - 0.5 + (samples.length * p - below) / within;
}

export function holds({ ours, baseline, ratio, limit }: BenchRow): boolean {
  if ('upTo' in limit) return ours <= limit.upTo;
  if ('atMostMore' in limit) return ours - baseline <= limit.atMostMore;
  return 'atMost' in limit ? ratio <= limit.atMost : ratio >= limit.atLeast;
}
