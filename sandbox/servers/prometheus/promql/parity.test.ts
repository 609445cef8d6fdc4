import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedSource, openMetrics, shopSeries } from '../testing/fixed-series.ts';
import { hasPrometheus, type RealPrometheus, startRealPrometheus } from '../testing/promtool.ts';
import { formatValue } from './format.ts';
import { instantQuery, rangeQuery } from './query.ts';
import { keyOf, type Labels } from './values.ts';

// A past that no retention of these tests reaches: Prometheus writes blocks of two hours.
const from = Date.UTC(2026, 0, 5, 10, 0, 7);
const series = shopSeries(from);
const source = fixedSource(series);
const instants = [from + 3_000, from + 300_000, from + 655_250, from + 900_001, from + 1_185_000, from + 1_480_000];

const expressions = [
  'http_requests_total',
  'http_requests_total{code!="200"}',
  'http_requests_total{pod=~"payments-bbb-.*",code!~"5.."}',
  '{__name__=~"db_pool.*"}',
  'http_requests_total{code="200"} offset 5m',
  'rate(http_requests_total[1m])',
  'rate(http_requests_total[5m] offset 2m)',
  'irate(http_requests_total[1m])',
  'increase(http_requests_total[5m])',
  'increase(http_requests_total[7m])',
  'delta(db_pool_connections_in_use[3m])',
  'sum(rate(http_requests_total{namespace="shop",pod=~"payments-aaa-.*"}[1m]))',
  'sum by (code) (rate(http_requests_total[2m]))',
  'sum without (pod, code) (rate(http_requests_total[2m]))',
  'avg(rate(http_requests_total[2m])) by (pod)',
  'min(http_requests_total)',
  'max by (pod, missing) (http_requests_total)',
  'count by (code) (http_requests_total)',
  'topk(2, http_requests_total)',
  'bottomk by (code) (1, http_requests_total)',
  'quantile(0.75, db_pool_connections_in_use)',
  'stddev(db_pool_connections_in_use)',
  'histogram_quantile(0.9, rate(http_request_duration_seconds_bucket[2m]))',
  'histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
  'histogram_quantile(0.999, http_request_duration_seconds_bucket)',
  'db_pool_connections_in_use / db_pool_connections_max',
  'db_pool_connections_in_use / on (namespace, pod) db_pool_connections_max * 100',
  'sum by (pod) (rate(http_requests_total{code="500"}[2m])) / ignoring (x) sum by (pod) (rate(http_requests_total[2m]))',
  'db_pool_connections_in_use > 30',
  'db_pool_connections_in_use > bool 30',
  '25 < db_pool_connections_in_use',
  'db_pool_connections_in_use >= on (pod) db_pool_connections_max * 0.5',
  'http_requests_total and on (pod) db_pool_connections_in_use',
  'http_requests_total unless on (pod) db_pool_connections_in_use',
  'sum(rate(http_requests_total{pod=~"none"}[1m])) or vector(0)',
  'http_requests_total{code="500"} or on (code) http_requests_total',
  'label_replace(sum(rate(http_requests_total{pod=~"payments-aaa-.*"}[1m])), "rcc_version", "0", "", "") or label_replace(sum(rate(http_requests_total{pod=~"payments-bbb-.*"}[1m])), "rcc_version", "1", "", "")',
  'label_replace(http_requests_total, "version", "v-$1", "pod", "payments-(.+)-.*")',
  'scalar(sum(http_requests_total)) + 1',
  'vector(time())',
  'time() - timestamp(db_pool_connections_in_use)',
  '-db_pool_connections_in_use ^ 2 % 7',
  '2 ^ 3 ^ 2 - -1 * 4',
  '1 / 0',
  'abs(-db_pool_connections_in_use)',
  'clamp(db_pool_connections_in_use, 25, 40)',
  'clamp_min(db_pool_connections_in_use, 30)',
  'clamp_max(db_pool_connections_in_use, 30)',
  'round(db_pool_connections_in_use)',
  'round(db_pool_connections_in_use, 0.1)',
  'ceil(db_pool_connections_in_use) - floor(db_pool_connections_in_use)',
  'avg_over_time(db_pool_connections_in_use[5m])',
  'max_over_time(db_pool_connections_in_use[5m]) - min_over_time(db_pool_connections_in_use[5m])',
  'sum_over_time(db_pool_connections_in_use[2m])',
  'count_over_time(http_requests_total[3m])',
  'last_over_time(http_requests_total[10m])',
  'changes(db_pool_connections_in_use[2m])',
  'resets(http_requests_total[5m])',
  'idelta(db_pool_connections_in_use[2m])',
  'present_over_time(http_requests_total[2m])',
  'absent(http_requests_total{pod="nobody",code=~"5.."})',
  'sort_desc(db_pool_connections_in_use)',
  'http_requests_total[1m]',
  '"text"',
];

/** What a real Prometheus refuses, and how: the same status and, past the position, the same words. */
const refused = [
  'sum(',
  'sum(http_requests_total',
  'http_requests_total{code=}',
  'rate(http_requests_total)',
  'nosuch(http_requests_total)',
  'http_requests_total{}[1m',
  '{code=~".*"}',
  'a b',
  '1 < 2',
  'http_requests_total[1m] + 1',
  'db_pool_connections_in_use + on (namespace) db_pool_connections_in_use',
  'http_requests_total{pod=~"("}',
  'sum(1)',
  'round()',
  '',
];

interface Answer {
  readonly status: string;
  readonly errorType?: string;
  readonly error?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

describe.skipIf(!hasPrometheus)('the engine beside a real Prometheus over the same samples', () => {
  let real: RealPrometheus;
  beforeAll(async () => void (real = await startRealPrometheus({ openMetrics: openMetrics(series) })));
  afterAll(() => real.stop());

  const ask = async (path: string, form: Record<string, string>): Promise<Answer> =>
    (await fetch(`${real.url}/api/v1/${path}`, { method: 'POST', body: new URLSearchParams(form) })).json() as Promise<Answer>;

  it.each(expressions)('%s', async (query) => {
    let series = 0;
    for (const at of instants) {
      const theirs = await ask('query', { query, time: String(at / 1_000) });
      const ours = instantQuery(source, query, at);
      if (!ours.ok) throw new Error(ours.error);
      const { type } = ours.value;
      expect([query, at, type]).toEqual([query, at, theirs.data?.resultType]);
      const mine = valuesOf(ours.value);
      const wanted = theirValues(theirs);
      expect([...mine.keys()].toSorted()).toEqual([...wanted.keys()].toSorted());
      series += mine.size;
      for (const [key, numbers] of wanted) near(mine.get(key) ?? [], numbers);
    }
    // An expression that no instant answers would prove nothing.
    expect(series).toBeGreaterThan(0);
  });

  it.each(['sum by (code) (rate(http_requests_total[1m]))', 'db_pool_connections_in_use', '1 + 1'])('%s over a range', async (query) => {
    const [start, end, step] = [from - 60_000, from + 1_500_000, 17_000];
    const theirs = await ask('query_range', { query, start: String(start / 1_000), end: String(end / 1_000), step: String(step / 1_000) });
    const ours = rangeQuery(source, query, { start, end, step });
    if (!ours.ok) throw new Error(ours.error);
    const mine = new Map(ours.value.map(({ labels, points }) => [keyOf(labels), points.flat()]));
    const wanted = theirValues(theirs);
    expect([...mine.keys()].toSorted()).toEqual([...wanted.keys()].toSorted());
    for (const [key, numbers] of wanted) near(mine.get(key) ?? [], numbers);
  });

  it.each(refused)('refuses as it does: %s', async (query) => {
    const at = from + 655_250;
    const theirs = await ask('query', { query, time: String(at / 1_000) });
    expect(theirs.status).toBe('error');
    const ours = instantQuery(source, query, at);
    expect(ours).toMatchObject({ ok: false, errorType: theirs.errorType });
  });
});

function valuesOf(value: Extract<ReturnType<typeof instantQuery>, { ok: true }>['value']): Map<string, (number | string)[]> {
  if (value.type === 'matrix') return new Map(value.series.map(({ labels, points }) => [keyOf(labels), points.flat()]));
  if (value.type === 'vector') return new Map(value.samples.map((each) => [keyOf(each.labels), [each.value]]));
  return new Map([['', [value.value]]]);
}

function theirValues({ data }: Answer): Map<string, (number | string)[]> {
  if (data?.resultType === 'scalar') return new Map([['', [toNumber((data.result as [number, string])[1])]]]);
  if (data?.resultType === 'string') return new Map([['', [(data.result as [number, string])[1]]]]);
  const list = (data?.result ?? []) as { metric: Labels; value?: [number, string]; values?: [number, string][] }[];
  return new Map(
    list.map(({ metric, value, values }) => [
      keyOf(metric),
      value ? [toNumber(value[1])] : (values ?? []).flatMap(([at, text]) => [Math.round(at * 1_000), toNumber(text)]),
    ]),
  );
}

function toNumber(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}

function near(mine: readonly (number | string)[], wanted: readonly (number | string)[]): void {
  expect(mine).toHaveLength(wanted.length);
  wanted.forEach((value, index) => {
    const other = mine[index];
    if (typeof value === 'string' || typeof other === 'string' || other === undefined || !Number.isFinite(value))
      expect(other).toEqual(value);
    else
      expect(Math.abs(other - value), `${formatValue(other)} for ${formatValue(value)}`).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(value)),
      );
  });
}
