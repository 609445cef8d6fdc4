import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Metrics } from '#core/ports/metrics.ts';
import { builtInQueries } from '#shared/domain/rollouts/request-rate.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { createPrometheusMetrics } from './prometheus-metrics.ts';
import { MetricsSettings } from './settings.ts';
import { hasPrometheus, startBackFilledPrometheus } from './testing/back-filled-prometheus.ts';
import { clockAt, quietLog } from './testing/quiet-ports.ts';

const target: Target = { context: 'prod', namespace: 'shop', kind: 'Rollout', name: 'payments' };
const never = new AbortController().signal;
const now = Date.now();
const labels = (pod: string, hash: string) => `{namespace="shop",pod="${pod}",rollouts_pod_template_hash="${hash}"}`;

/** Two canary pods at 1 a second, one stable pod at 38 a second, and a neighbour whose name begins the same. */
const traffic = [
  { series: `http_requests_total${labels('payments-6d4cf56db6-aaaaa', '6d4cf56db6')}`, perSecond: 1 },
  { series: `http_requests_total${labels('payments-6d4cf56db6-bbbbb', '6d4cf56db6')}`, perSecond: 1 },
  { series: `http_requests_total${labels('payments-7f89b4c5d7-ccccc', '7f89b4c5d7')}`, perSecond: 38 },
  { series: `http_requests_total${labels('payments-api-6d4cf56db6-ddddd', '66666')}`, perSecond: 500 },
];

/** The canary fails two in five, stable never; of the canary's answers half take under 0.1 s, the rest under 0.5 s. */
const canary = 'namespace="money",pod="refunds-6d4cf56db6-aaaaa",rollouts_pod_template_hash="6d4cf56db6"';
const answers = [
  { series: `http_requests_total{${canary},code="200"}`, perSecond: 6 },
  { series: `http_requests_total{${canary},code="503"}`, perSecond: 4 },
  { series: `http_request_duration_seconds_bucket{${canary},le="0.1"}`, perSecond: 5 },
  { series: `http_request_duration_seconds_bucket{${canary},le="0.5"}`, perSecond: 10 },
  { series: `http_request_duration_seconds_bucket{${canary},le="+Inf"}`, perSecond: 10 },
  {
    series: 'http_requests_total{namespace="money",pod="refunds-7f89b4c5d7-c",rollouts_pod_template_hash="7f89b4c5d7",code="200"}',
    perSecond: 90,
  },
];

// Said aloud by vitest as skipped where the machine has no Prometheus.
describe.skipIf(!hasPrometheus())('a real Prometheus', () => {
  let server: { url: string; stop(): Promise<void> };
  beforeAll(async () => {
    server = await startBackFilledPrometheus([...traffic, ...answers], now);
  });
  afterAll(() => server.stop());

  function metrics(more: object = {}): Metrics {
    return createPrometheusMetrics({
      settings: MetricsSettings.parse({ default: { url: server.url, ...more } }),
      clock: clockAt(now),
      log: quietLog,
    });
  }

  async function rates(hashes: readonly string[], more: object = {}, of = target) {
    const result = await metrics(more).requestRates(of, hashes, never);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value.byHash;
  }

  it.each(['http_requests_total by pod', 'rollouts-pod-template-hash label'])(
    'shows 5% of the traffic on the canary: %s',
    async (template) => {
      const byHash = await rates(['6d4cf56db6', '7f89b4c5d7'], { template });
      const [canary, stable] = [byHash.get('6d4cf56db6') ?? 0, byHash.get('7f89b4c5d7') ?? 0];
      expect(canary).toBeCloseTo(2, 5);
      expect((100 * canary) / (canary + stable)).toBeCloseTo(5, 5);
    },
  );

  it.each(['http_requests_total by pod', 'rollouts-pod-template-hash label'])(
    'shows how each version answers, and what it does not know: %s',
    async (template) => {
      const health = await metrics({ template }).versionHealth(
        { ...target, namespace: 'money', name: 'refunds' },
        ['6d4cf56db6', '7f89b4c5d7'],
        never,
      );
      if (template === 'http_requests_total by pod')
        expect(health.ok && health.value.byHash.get('6d4cf56db6')).toEqual({
          requestsPerSecond: expect.closeTo(10, 5),
          errorPercent: expect.closeTo(40, 5),
          p50Ms: expect.closeTo(100, 5),
          p95Ms: expect.closeTo(460, 5),
          p99Ms: expect.closeTo(492, 5),
        });
      expect(health.ok && health.value.byHash.get('7f89b4c5d7')).toMatchObject({ errorPercent: expect.closeTo(0, 5), p50Ms: null });
    },
  );

  it('does not call errors none where the counter has no codes', async () => {
    const health = await metrics().versionHealth(target, ['7f89b4c5d7'], never);
    expect(health.ok && health.value.byHash.get('7f89b4c5d7')).toMatchObject({
      requestsPerSecond: expect.closeTo(38, 5),
      errorPercent: null,
    });
  });

  it('knows nothing of a version without series, and does not call it 0', async () => {
    expect(await rates(['6d4cf56db6', 'nosuchhash'])).toEqual(
      new Map([
        ['6d4cf56db6', expect.closeTo(2, 5)],
        ['nosuchhash', null],
      ]),
    );
  });

  it('shows the rate over the last minutes, and the gap before its first sample', async () => {
    const range = { from: now - 30 * 60_000, to: now, stepSeconds: 60 };
    const series = await metrics().requestRateSeries(target, '7f89b4c5d7', range, never);
    if (!series.ok) throw new Error(series.error.message);
    expect(series.value).toHaveLength(31);
    expect(series.value[0]).toEqual({ at: range.from, value: null });
    expect(series.value.at(-1)).toEqual({ at: now, value: expect.closeTo(38, 5) });
  });

  it('gives a month of it at a step wide enough', async () => {
    const series = await metrics().requestRateSeries(target, '7f89b4c5d7', { from: now - 30 * 86_400_000, to: now, stepSeconds: 1 }, never);
    expect(series).toMatchObject({ ok: true });
  });

  it('shows the series its queries find: how many, how new, with which labels', async () => {
    const tested = await metrics().test('prod', 'money', never);
    if (!tested.ok) throw new Error(tested.error.message);
    expect(tested.value).toMatchObject({
      url: server.url,
      template: 'http_requests_total by pod',
      window: '1m',
      namespace: 'money',
      warnings: [],
    });
    const found = tested.value.series.map(({ figure, selector, series }) => [figure, selector, series]);
    expect(found).toEqual([
      ['request rate', 'http_requests_total{namespace="money"}', 3],
      ['errors', 'http_requests_total{namespace="money",code=~"5.."}', 1],
      ['errors', 'http_requests_total{namespace="money",code!=""}', 3],
      ['latency', 'http_request_duration_seconds_bucket{namespace="money"}', 3],
    ]);
    expect(tested.value.series[0]?.labels).toEqual(['code', 'namespace', 'pod', 'rollouts_pod_template_hash']);
    expect(Math.abs((tested.value.series[0]?.newestAt ?? 0) - now)).toBeLessThan(60_000);
  });

  it('shows that there are none, and what is not asked for', async () => {
    const nowhere = await metrics().test('prod', 'nowhere', never);
    expect(nowhere).toMatchObject({ value: { series: [{ series: 0, newestAt: null, labels: [] }, {}, {}, {}] } });
    const own = await metrics({ template: 'sum(rate(up{v="{{hash}}"}[{{window}}]))' }).test('prod', null, never);
    expect(own).toMatchObject({ value: { template: 'a query of your own', series: [{ selector: 'up' }] } });
    expect(own.ok && own.value.warnings.join(' ')).toContain('errorTemplate');
  });

  it('says in its own words what is wrong with a query', async () => {
    const answer = await metrics({ template: 'nosuch("{{hash}}")' }).requestRates(target, ['a'], never);
    expect(answer).toMatchObject({
      error: { kind: 'invalid', upstream: { status: 400, text: expect.stringContaining('unknown function') } },
    });
  });

  const nasty = [
    '"',
    "'",
    '\\',
    '\\"',
    '.*',
    'a|b',
    '(',
    '[',
    '{2',
    '\n',
    '\u0000',
    '\u2028',
    '$1',
    '{{hash}}',
    '"}) or vector(1) #',
    '6d4cf56db6|x',
    '😀',
    '\ud800',
  ];
  it.each(Object.keys(builtInQueries))('is never led astray by a name, and accepts every query: %s', async (template) => {
    for (const value of nasty) expect(await rates([value], { template })).toEqual(new Map([[value, null]]));
    for (const name of nasty)
      expect(await rates(['6d4cf56db6'], { template }, { ...target, name, namespace: name })).toEqual(new Map([['6d4cf56db6', null]]));
    const health = await metrics({ template }).versionHealth(target, nasty, never);
    expect(health.ok && new Set([...health.value.byHash.values()].flatMap((figures) => Object.values(figures)))).toEqual(new Set([null]));
  });
});
