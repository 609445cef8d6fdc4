import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Sample } from '#core/ports/metrics.ts';
import type { PrometheusData } from './answer.ts';

/** Prometheus refuses a range of more points a series than this. */
const mostPoints = 11_000;

export interface Grid {
  /** Seconds since 1970, and between two points. */
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

interface Rates {
  readonly byHash: ReadonlyMap<string, number | null>;
  readonly warnings: readonly string[];
}

/** The rate of each version out of one vector; `label` holds its index in `hashes`. A version that does not appear stays out. */
export function ratesOf(data: PrometheusData, label: string, hashes: readonly string[]): Result<Rates> {
  if (data.resultType !== 'vector') return notWhatWasAsked('vector', data);
  const byHash = new Map<string, number | null>();
  const warnings: string[] = [];
  for (const { metric, value } of data.result) {
    const hash = hashes[Number(metric[label])];
    if (hash === undefined) continue;
    byHash.set(hash, figure(value?.[1]));
    if (figure(value?.[1]) === null) warnings.push(`The rate of ${hash} is ${value?.[1] ?? 'a histogram'}, which is no figure.`);
  }
  return ok({ byHash, warnings });
}

/** The figure of each index in one vector. `NaN` is an index without one: a latency of no requests is no news. */
export function figuresByIndex(data: PrometheusData, label: string): Result<ReadonlyMap<number, number | null>> {
  if (data.resultType !== 'vector') return notWhatWasAsked('vector', data);
  return ok(new Map(data.result.map(({ metric, value }) => [Number(metric[label]), figure(value?.[1])])));
}

/** The points asked for. The step widens where the range would have more points than Prometheus gives. Milliseconds in, seconds out. */
export function sampleGrid({ from, to, stepSeconds }: { from: number; to: number; stepSeconds: number }): Result<Grid> {
  if (!(stepSeconds > 0) || !(to >= from))
    return fail('invalid', 'A range needs an end at or after its beginning and a step above 0.', { field: 'range' });
  const span = (to - from) / 1_000;
  const step = span / stepSeconds + 1 > mostPoints ? Math.ceil(span / (mostPoints - 1)) : stepSeconds;
  return ok({ start: from / 1_000, end: to / 1_000, step });
}

/** One sample for each point of the grid, so that a gap shows: where the series says nothing, the value is null. */
export function samplesOf(data: PrometheusData, { start, end, step }: Grid): Result<readonly Sample[]> {
  if (data.resultType !== 'matrix') return notWhatWasAsked('matrix', data);
  const points = data.result[0]?.values ?? [];
  const byTime = new Map(points.map(([seconds, text]) => [Math.round(seconds * 1_000), figure(text)]));
  const count = Math.floor((end - start) / step + 1e-9) + 1;
  return ok(
    Array.from({ length: count }, (_, index) => {
      const at = Math.round((start + index * step) * 1_000);
      return { at, value: byTime.get(at) ?? null };
    }),
  );
}

/** The values of each index in one matrix, one for each point of the grid: a gap is null. */
export function samplesByIndex(
  data: PrometheusData,
  label: string,
  grid: Grid,
): Result<{ readonly at: readonly number[]; readonly byIndex: ReadonlyMap<number, readonly (number | null)[]> }> {
  if (data.resultType !== 'matrix') return notWhatWasAsked('matrix', data);
  const byIndex = new Map<number, readonly (number | null)[]>();
  for (const series of data.result) {
    const samples = samplesOf({ resultType: 'matrix', result: [series] }, grid);
    if (!samples.ok) return samples;
    byIndex.set(
      Number(series.metric[label]),
      samples.value.map(({ value }) => value),
    );
  }
  const points = samplesOf({ resultType: 'matrix', result: [] }, grid);
  return points.ok ? ok({ at: points.value.map(({ at }) => at), byIndex }) : points;
}

/** `NaN` and the infinities are no figures. */
function figure(text: string | undefined): number | null {
  const value = Number(text);
  return text !== undefined && text !== '' && Number.isFinite(value) ? value : null;
}

function notWhatWasAsked(wanted: string, data: PrometheusData): Result<never> {
  return fail(
    'invalid',
    `The metric server answered with a ${data.resultType} where the query should give a ${wanted}. Check template in the metrics settings.`,
  );
}
