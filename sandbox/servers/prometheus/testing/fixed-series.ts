import { countUntil, type SampleSource } from '../promql/sample-source.ts';
import type { Labels, Series } from '../promql/values.ts';

export interface FixedSeries {
  readonly labels: Labels;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** Series that stay as they are, for the engine and, as OpenMetrics, for promtool. */
export function fixedSource(all: readonly FixedSeries[]): SampleSource {
  return {
    select(matchers, from, to): Series[] {
      return all.flatMap(({ labels, points }) => {
        if (!matchers.every(({ label, matches }) => matches(labels[label] ?? ''))) return [];
        const times = points.map(([at]) => at);
        const kept = points.slice(countUntil(times, from - 1), countUntil(times, to));
        return kept.length === 0 ? [] : [{ labels, times: kept.map(([at]) => at), values: kept.map(([, value]) => value), endedAt: null }];
      });
    },
  };
}

/** What `promtool tsdb create-blocks-from openmetrics` reads. */
export function openMetrics(all: readonly FixedSeries[]): string {
  const lines = all.flatMap(({ labels: { __name__: name, ...labels }, points }) => {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    return points.map(([at, value]) => `${name}{${pairs.join(',')}} ${value} ${at / 1_000}`);
  });
  return `${lines.join('\n')}\n# EOF\n`;
}

/** Pods of two versions under way: irregular scrapes, a restart, a late start, a gap, a histogram, a gauge. `from` in epoch ms. */
export function shopSeries(from: number): FixedSeries[] {
  const step = 15_000;
  const counter = (labels: Labels, perSecond: number, points: readonly number[], resetAt = Infinity): FixedSeries => ({
    labels,
    points: points.map((index): [number, number] => {
      // Scrapes come a little late now and then.
      const at = from + index * step + ((index * 7) % 5) * 37;
      const since = index >= resetAt ? index - resetAt : index;
      return [at, Math.round(since * 15 * perSecond * 100 + ((index * 13) % 11)) / 100];
    }),
  });
  const all = Array.from({ length: 80 }, (_, index) => index);
  const requests = (pod: string, code: string): Labels => ({
    __name__: 'http_requests_total',
    namespace: 'shop',
    service: 'payments',
    pod,
    code,
  });
  const bucket = (le: string, perSecond: number) =>
    counter({ __name__: 'http_request_duration_seconds_bucket', namespace: 'shop', pod: 'payments-aaa-1', le }, perSecond, all);
  return [
    counter(requests('payments-aaa-1', '200'), 12.5, all),
    counter(requests('payments-aaa-2', '200'), 11.25, all, 41),
    counter(requests('payments-aaa-2', '500'), 0.05, all),
    counter(requests('payments-bbb-1', '200'), 3, all.slice(47)),
    counter(requests('payments-bbb-1', '500'), 2, all.slice(47)),
    counter(requests('payments-bbb-2', '200'), 4, all.slice(0, 30)),
    bucket('0.1', 4),
    bucket('0.5', 9),
    bucket('1', 11.9),
    bucket('+Inf', 12.5),
    {
      labels: { __name__: 'db_pool_connections_in_use', namespace: 'shop', pod: 'payments-aaa-1' },
      points: all.map((index) => [from + index * step, 20 + ((index * 17) % 31) - 0.25]),
    },
    {
      labels: { __name__: 'db_pool_connections_max', namespace: 'shop', pod: 'payments-aaa-1' },
      points: all.map((index) => [from + index * step, 50]),
    },
    {
      labels: { __name__: 'db_pool_connections_in_use', namespace: 'shop', pod: 'payments-aaa-2', zone: 'b' },
      points: all.map((index) => [from + index * step, 31]),
    },
  ];
}
