import { afterEach, describe, expect, it } from 'vitest';
import { createPrometheusMetrics } from './prometheus-metrics.ts';
import { MetricsSettings } from './settings.ts';
import { type LoopbackServer, startLoopbackServer, vector } from './testing/loopback-server.ts';
import { clockAt, quietLog } from './testing/quiet-ports.ts';

const target = { context: 'prod', namespace: 'shop', kind: 'Rollout', name: 'payments' } as const;
const never = new AbortController().signal;
const now = 1_700_000_000_000;
let server: LoopbackServer | undefined;
afterEach(() => server?.stop());

/** What the port says when the metric server answers with these values, in the order they were asked for. */
async function asked(values: readonly string[], hashes = ['new', 'old'], more: object = {}) {
  server = await startLoopbackServer((_, response) => response.end(vector(...values)));
  const settings = MetricsSettings.parse({ default: { url: server.url, ...more } });
  return createPrometheusMetrics({ settings, clock: clockAt(now), log: quietLog }).versionHealth(target, hashes, never);
}

describe('the health of the versions of a workload', () => {
  it('comes from one question: requests, errors and latencies of all of them', async () => {
    const health = await asked(['4', '1.6', '0.431', '0.502', '0.506', '80', '0.16', '0.428', '0.612', '0.718']);
    expect(health).toEqual({
      ok: true,
      value: {
        byHash: new Map([
          ['new', { requestsPerSecond: 4, errorPercent: 40, p50Ms: 431, p95Ms: 502, p99Ms: 506 }],
          ['old', { requestsPerSecond: 80, errorPercent: 0.2, p50Ms: 428, p95Ms: 612, p99Ms: 718 }],
        ]),
        at: now,
        source: 'prometheus, 1 m',
        windowMs: 60_000,
        warnings: [],
      },
    });
    expect(server?.asked.map(({ path }) => path)).toEqual(['/api/v1/query']);
  });

  it('is unknown where there are no series, no requests, or no figure', async () => {
    const health = await asked(['0', '0', 'NaN', '+Inf']);
    expect(health.ok && [...health.value.byHash]).toEqual([
      ['new', { requestsPerSecond: 0, errorPercent: null, p50Ms: null, p95Ms: null, p99Ms: null }],
      ['old', { requestsPerSecond: null, errorPercent: null, p50Ms: null, p95Ms: null, p99Ms: null }],
    ]);
  });

  it("says what is not asked for beside a request rate of one's own", async () => {
    const health = await asked(['4', '80'], ['new', 'old'], { template: 'hits{hash="{{hash}}"}' });
    expect(health.ok && health.value.byHash.get('old')).toMatchObject({ requestsPerSecond: 80, errorPercent: null, p95Ms: null });
    expect(health.ok && health.value.warnings).toEqual([
      'Errors are not asked for: set errorTemplate beside template in the metrics settings.',
      'Latencies are not asked for: set latencyTemplate beside template in the metrics settings.',
    ]);
  });

  it('asks nothing while no version is known', async () => {
    expect(await asked([], [''])).toMatchObject({ ok: true, value: { warnings: [] } });
    expect(server?.asked).toEqual([]);
  });

  it('fails as the request rate does: a matrix is not what was asked for', async () => {
    server = await startLoopbackServer((_, response) => response.end('{"status":"success","data":{"resultType":"matrix","result":[]}}'));
    const settings = MetricsSettings.parse({ default: { url: server.url } });
    const health = await createPrometheusMetrics({ settings, clock: clockAt(now), log: quietLog }).versionHealth(target, ['new'], never);
    expect(health).toMatchObject({ error: { kind: 'invalid', message: expect.stringContaining('a matrix') } });
  });
});
