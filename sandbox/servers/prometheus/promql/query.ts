import { evaluate } from './evaluate.ts';
import { parseQuery } from './parse.ts';
import { typeOf } from './check-types.ts';
import { cannotExecute, type Refusal, refusalOf } from './refusal.ts';
import { createLookup, type SampleSource } from './sample-source.ts';
import { keyOf, type Labels, type Sample, type Value } from './values.ts';

export interface MatrixSeries {
  readonly labels: Labels;
  /** Epoch milliseconds and value. */
  readonly points: (readonly [number, number])[];
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Refusal);
type InstantValue = Value | { readonly type: 'matrix'; readonly series: readonly MatrixSeries[] };

/** The answer of /api/v1/query: `at` in epoch ms. A range selector on its own answers with its samples. */
export function instantQuery(source: SampleSource, query: string, at: number): Outcome<InstantValue> {
  return refusable(() => {
    const expression = parseQuery(query);
    if (expression.kind !== 'range') return evaluate(expression, at, createLookup(source, at, at));
    const end = at - expression.selector.offsetMs;
    const series = source.select(expression.selector.matchers, end - expression.rangeMs, end).map(({ labels, times, values }) => ({
      labels,
      points: Array.from(times, (time, index): [number, number] => [time, values[index] ?? Number.NaN]),
    }));
    return { type: 'matrix', series: series.filter(({ points }) => points.length > 0) };
  });
}

/** The answer of /api/v1/query_range: one evaluation each `step`; all in epoch ms. */
export function rangeQuery(
  source: SampleSource,
  query: string,
  { start, end, step }: { start: number; end: number; step: number },
): Outcome<readonly MatrixSeries[]> {
  return refusable(() => {
    const expression = parseQuery(query);
    const type = typeOf(expression);
    if (type !== 'scalar' && type !== 'vector') {
      const word = type === 'matrix' ? 'range vector' : type;
      throw cannotExecute(`invalid expression type "${word}" for range query, must be Scalar or instant Vector`);
    }
    const lookup = createLookup(source, start, end);
    const all = new Map<string, MatrixSeries>();
    for (let at = start; at <= end; at += step) {
      for (const { labels, value } of samplesAt(evaluate(expression, at, lookup))) {
        const key = keyOf(labels);
        const series = all.get(key) ?? { labels, points: [] };
        all.set(key, series);
        series.points.push([at, value]);
      }
    }
    return [...all.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, series]) => series);
  });
}

function samplesAt(value: Value): readonly Sample[] {
  if (value.type === 'scalar') return [{ labels: {}, value: value.value }];
  return value.type === 'vector' ? value.samples : [];
}

/** Runs the engine; what it refuses comes back as a value. */
export function refusable<T>(run: () => T): Outcome<T> {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { ok: false, ...refusal };
  }
}
