import type { Aggregate } from './ast.ts';
import { notEvaluated } from './refusal.ts';
import { keyOf, type Labels, omit, pick, type Sample, type Value } from './values.ts';

type Reduce = (values: readonly number[], parameter: number) => number;

const reductions: Readonly<Record<string, Reduce>> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  avg: (values) => mean(values),
  min: (values) => values.reduce((best, value) => (value < best || Number.isNaN(best) ? value : best), Number.NaN),
  max: (values) => values.reduce((best, value) => (value > best || Number.isNaN(best) ? value : best), Number.NaN),
  count: (values) => values.length,
  group: () => 1,
  stddev: (values) => Math.sqrt(variance(values)),
  stdvar: (values) => variance(values),
  quantile: (values, q) => quantile(q, values),
};

/** One sample a group; topk and bottomk keep samples as they are. */
export function aggregate({ operator, grouping }: Aggregate, samples: readonly Sample[], parameter: Value | null): Sample[] {
  const groups = new Map<string, { labels: Labels; samples: Sample[] }>();
  for (const sample of samples) {
    const labels = grouping.without ? omit(sample.labels, grouping.labels) : pick(sample.labels, grouping.labels);
    const key = keyOf(labels);
    const group = groups.get(key) ?? { labels, samples: [] };
    groups.set(key, group);
    group.samples.push(sample);
  }
  const number = parameter?.type === 'scalar' ? parameter.value : Number.NaN;
  if (operator === 'topk' || operator === 'bottomk') {
    const sign = operator === 'topk' ? -1 : 1;
    return [...groups.values()].flatMap((group) => ranked(group.samples, sign).slice(0, Math.max(0, Math.trunc(number) || 0)));
  }
  const reduce = reductions[operator];
  if (!reduce) throw notEvaluated(`the aggregation ${operator}`);
  return [...groups.values()].map((group) => ({
    labels: group.labels,
    value: reduce(
      group.samples.map(({ value }) => value),
      number,
    ),
  }));
}

/** NaN comes last in either direction. */
export function ranked(samples: readonly Sample[], sign: 1 | -1): Sample[] {
  return samples.toSorted((a, b) => {
    if (Number.isNaN(a.value) || Number.isNaN(b.value)) return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value));
    return sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

function quantile(q: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const sorted = values.toSorted((a, b) => (Number.isNaN(a) ? -1 : Number.isNaN(b) ? 1 : a - b));
  const rank = q * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (sorted[lower] ?? 0) * (1 - weight) + (sorted[upper] ?? 0) * weight;
}
