import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSimClock } from '../../clock/create-sim-clock.ts';
import { startFleet } from '../../fleet/start-fleet.ts';
import { fleetOf } from '../../scenarios/fleet-of.ts';
import { seedStore } from '../../scenarios/manifests-of.ts';
import { loaded } from '../../scenarios/testing/stage.ts';
import { createObjectStore } from '../../store/memory-store.ts';
import { allVersionsQuery, builtInQueries, parseQueryTemplate, versionLabel } from '#shared/domain/rollouts/request-rate.ts';
import { type PrometheusServer, startPrometheusServer } from './start-prometheus-server.ts';
import { hasPrometheus, type RealPrometheus, startRealPrometheus } from './testing/promtool.ts';

const Answer = z.looseObject({
  status: z.string(),
  errorType: z.string().optional(),
  error: z.string().optional(),
  data: z.unknown().optional(),
});
const Vector = z.looseObject({
  resultType: z.literal('vector'),
  result: z.array(z.looseObject({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
});
const Matrix = z.looseObject({
  resultType: z.literal('matrix'),
  result: z.array(z.looseObject({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) })),
});

const scenario = loaded('payments-timeout');
const clock = createSimClock();
const store = createObjectStore({ now: clock.now });
let server: PrometheusServer;
let stop: () => void;

beforeAll(async () => {
  seedStore(store, scenario, { now: clock.now(), seed: 1 });
  const fleet = startFleet({ store, clock, scenario: fleetOf(scenario), seed: 1 });
  server = await startPrometheusServer({ fleet, clock });
  stop = () => fleet.stop();
});
afterAll(async () => {
  stop();
  clock.stop();
  await server.stop();
});

async function call(url: string, path: string, form: Record<string, string>, method: 'GET' | 'POST' = 'POST') {
  const body = new URLSearchParams(form);
  const response = await fetch(`${url}${path}${method === 'GET' ? `?${body}` : ''}`, method === 'GET' ? {} : { method, body });
  return { status: response.status, answer: Answer.parse(await response.json()) };
}

const vectorOf = async (url: string, query: string) => Vector.parse((await call(url, '/api/v1/query', { query })).answer.data).result;

describe('the Prometheus of the sandbox', () => {
  it('answers a rate over a minute from the first moment, by GET and by POST', async () => {
    const query = 'sum(rate(http_requests_total{service="payments"}[1m]))';
    for (const method of ['GET', 'POST'] as const) {
      const { answer } = await call(server.url, '/api/v1/query', { query }, method);
      expect(Number(Vector.parse(answer.data).result[0]?.value[1])).toBeGreaterThan(50);
    }
  });

  it('has an hour of the past in its charts', async () => {
    const end = clock.now() / 1_000;
    const form = { query: 'sum by (service) (rate(http_requests_total[1m]))', start: String(end - 3_600), end: String(end), step: '60' };
    const { answer } = await call(server.url, '/api/v1/query_range', form);
    const { result } = Matrix.parse(answer.data);
    expect(result).toHaveLength(12);
    for (const { values } of result) expect(values).toHaveLength(61);
  });

  it('lists labels, their values and series', async () => {
    expect((await call(server.url, '/api/v1/labels', {}, 'GET')).answer.data).toEqual(
      expect.arrayContaining(['__name__', 'code', 'namespace', 'pod', 'pod_template_hash', 'rollouts_pod_template_hash', 'service']),
    );
    const names = (await call(server.url, '/api/v1/label/service/values', {}, 'GET')).answer.data;
    expect(names).toEqual(scenario.services.map(({ name }) => name).toSorted());
    const series = z
      .array(z.record(z.string(), z.string()))
      .parse((await call(server.url, '/api/v1/series', { 'match[]': 'payments_total{outcome="success"}' })).answer.data);
    expect(series).toHaveLength(10);
    expect((await call(server.url, '/api/v1/series', {})).status).toBe(400);
  });

  it.each([
    ['query', { query: 'sum(' }, 400, 'bad_data', /parse error: unexpected end of input/],
    ['query', { query: 'nosuch(up)' }, 400, 'bad_data', /unknown function with name "nosuch"/],
    ['query', { query: 'rate(http_requests_total[5m:1m])' }, 422, 'execution', /subqueries \(http_requests_total\[5m:1m\]\)/],
    ['query', { query: 'http_requests_total @ 5' }, 422, 'execution', /the @ modifier/],
    ['query', { query: 'a * on (pod) group_left b' }, 422, 'execution', /many-to-one matching/],
    ['query', { query: 'predict_linear(up[5m], 60)' }, 422, 'execution', /the function predict_linear\(\)/],
    ['query', { query: 'up', time: 'yesterday' }, 400, 'bad_data', /invalid parameter "time": cannot parse "yesterday"/],
    ['query_range', { query: 'up', start: '10', end: '5', step: '1' }, 400, 'bad_data', /end timestamp must not be before start time/],
    ['query_range', { query: 'up', start: '0', end: '5', step: '0' }, 400, 'bad_data', /zero or negative query resolution/],
    ['query_range', { query: 'up', start: '0', end: '20000', step: '1' }, 400, 'bad_data', /exceeded maximum resolution of 11,000 points/],
  ])('refuses %s %o with %d', async (path, form, status, errorType, error) => {
    const refused = await call(server.url, `/api/v1/${path}`, form);
    expect(refused.status).toBe(status);
    expect(refused.answer).toMatchObject({ status: 'error', errorType });
    expect(refused.answer.error).toMatch(error);
  });

  it('is ready, says what it is, and knows no other path', async () => {
    expect(await (await fetch(`${server.url}/-/ready`)).text()).toBe('Prometheus Server is Ready.\n');
    expect((await call(server.url, '/api/v1/status/buildinfo', {}, 'GET')).answer.data).toMatchObject({ revision: 'sandbox' });
    for (const path of ['/', '/api/v1/nothing', '/api/v2/query']) expect((await fetch(`${server.url}${path}`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/v1/query?query=up`, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(`${server.url}/api/v1/query`, { method: 'POST', body: 'q'.repeat(1_100_000) })).status).toBe(413);
  });
});

describe.skipIf(!hasPrometheus)('a real Prometheus that scrapes it', () => {
  let real: RealPrometheus;
  beforeAll(async () => void (real = await startRealPrometheus({ scrape: new URL(server.url).host })));
  afterAll(() => real.stop());

  it('gives the same answers to the queries of the desk, within what two scrapes can differ', async () => {
    const hashes = [
      ...new Set(
        (await vectorOf(server.url, 'http_requests_total{service="payments"}')).map(
          ({ metric }) => metric['rollouts_pod_template_hash'] ?? '',
        ),
      ),
    ];
    expect(hashes).toHaveLength(1);
    const versions = hashes.map((hash) => ({ namespace: 'shop', name: 'payments', kind: 'Rollout' as const, hash, window: '20s' }));
    const queries = Object.keys(builtInQueries).map((name) => {
      const parsed = parseQueryTemplate(name);
      if ('problem' in parsed) throw new Error(parsed.problem);
      return allVersionsQuery(parsed.template, versions);
    });
    // Both need the window full of samples; a real Prometheus waits 5 s before its first.
    await expect
      .poll(
        async () =>
          Number((await vectorOf(real.url, 'min(count_over_time(http_requests_total{service="payments",code="200"}[20s]))'))[0]?.value[1]),
        { timeout: 60_000, interval: 500 },
      )
      .toBeGreaterThanOrEqual(19);
    for (const query of queries) {
      const [ours, theirs] = await Promise.all([vectorOf(server.url, query), vectorOf(real.url, query)]);
      expect(ours.map(({ metric }) => metric[versionLabel])).toEqual(['0']);
      expect(theirs.map(({ metric }) => metric[versionLabel])).toEqual(['0']);
      const [mine, wanted] = [Number(ours[0]?.value[1]), Number(theirs[0]?.value[1])];
      // The sandbox samples every 5 s, the other every second: of a window of 20 s a quarter may be another quarter.
      expect(Math.abs(mine - wanted) / wanted, `${mine} for ${wanted}`).toBeLessThan(0.12);
    }
    const total = 'sum by (service) (http_requests_total)';
    const [ours, theirs] = await Promise.all([vectorOf(server.url, total), vectorOf(real.url, total)]);
    expect(ours).toHaveLength(12);
    const counts = new Map(theirs.map(({ metric, value }) => [metric['service'], Number(value[1])]));
    // An hour's requests, and at most some seconds of them apart.
    for (const { metric, value } of ours) expect(Math.abs(Number(value[1]) / (counts.get(metric['service']) ?? 0) - 1)).toBeLessThan(0.01);
  });
});
