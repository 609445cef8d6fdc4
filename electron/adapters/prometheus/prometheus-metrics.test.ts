import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Metrics } from '#core/ports/metrics.ts';
import type { Failure } from '#shared/contract/result.ts';
import { createPrometheusMetrics } from './prometheus-metrics.ts';
import { MetricsSettings } from './settings.ts';
import { type Asked, type LoopbackServer, startLoopbackServer, vector } from './testing/loopback-server.ts';
import { clockAt, quietLog } from './testing/quiet-ports.ts';

const target = { context: 'prod', namespace: 'shop', kind: 'Rollout', name: 'payments' } as const;
const never = new AbortController().signal;
const now = 1_700_000_000_000;

let server: LoopbackServer | undefined;
afterEach(() => server?.stop());

function metricsOn(url: string, more: object = {}, answerMs = 5_000): Metrics {
  const settings = MetricsSettings.parse({ default: { url, ...more } });
  return createPrometheusMetrics({ settings, clock: clockAt(now), log: quietLog, deadlines: { connectMs: 1_000, answerMs } });
}

/** Metrics on a server that gives this answer. */
async function answering(
  answer: string | ((asked: Asked, response: ServerResponse) => void),
  status = 200,
  headers = {},
): Promise<Metrics> {
  server = await startLoopbackServer(
    typeof answer === 'function'
      ? answer
      : (_, response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(answer),
  );
  return metricsOn(server.url);
}

async function failureOf(metrics: Metrics, signal = never): Promise<Failure> {
  const result = await metrics.requestRates(target, ['new', 'old'], signal);
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

async function ratesFrom(metrics: Metrics, hashes = ['new', 'old']) {
  const result = await metrics.requestRates(target, hashes, never);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('the request rates of a workload', () => {
  it('come from one question for all its versions, with their source and the time we asked', async () => {
    const metrics = await answering(vector('1.5', '28.5'));
    const rates = await ratesFrom(metrics);
    expect([...rates.byHash]).toEqual([
      ['new', 1.5],
      ['old', 28.5],
    ]);
    expect(rates).toMatchObject({ at: now, source: 'request rate, 1 m', windowMs: 60_000, warnings: [] });
    expect(server?.asked.map(({ path }) => path)).toEqual(['/api/v1/query']);
    expect(server?.asked[0]?.form.get('query')).toContain('pod=~"payments-new-.*"');
  });

  it('are taken over the window of the settings', async () => {
    server = await startLoopbackServer((_, response) => response.end(vector('1')));
    const rates = await ratesFrom(metricsOn(server.url, { window: '30s' }));
    expect(rates).toMatchObject({ source: 'request rate, 30 s', windowMs: 30_000 });
    expect(server.asked[0]?.form.get('query')).toContain('[30s]');
  });

  it('leave a version without series unknown, never 0', async () => {
    const rates = await ratesFrom(await answering(vector()));
    expect([...rates.byHash]).toEqual([
      ['new', null],
      ['old', null],
    ]);
  });

  it.each(['NaN', '+Inf', '-Inf'])('take %s for unknown and say so', async (value) => {
    const rates = await ratesFrom(await answering(vector(value, '2')));
    expect([...rates.byHash]).toEqual([
      ['new', null],
      ['old', 2],
    ]);
    expect(rates.warnings).toEqual([`The rate of new is ${value}, which is no figure.`]);
  });

  it('take a native histogram for unknown and say so', async () => {
    const data = { resultType: 'vector', result: [{ metric: { rcc_version: '0' }, histogram: [1, { count: '3' }] }] };
    const rates = await ratesFrom(await answering(JSON.stringify({ status: 'success', data })));
    expect(rates.byHash.get('new')).toBeNull();
    expect(rates.warnings).toEqual(['The rate of new is a histogram, which is no figure.']);
  });

  it("pass on the server's warnings and infos, without terminal escapes", async () => {
    const answer = { ...JSON.parse(vector('1')), warnings: ['store \u001b[31mgateway down'], infos: ['metric might not be a counter'] };
    expect((await ratesFrom(await answering(JSON.stringify(answer)))).warnings).toEqual([
      'store gateway down',
      'metric might not be a counter',
    ]);
  });

  it('ask nothing while no version is known', async () => {
    const rates = await ratesFrom(await answering(vector()), ['']);
    expect([...rates.byHash]).toEqual([['', null]]);
    expect(server?.asked).toEqual([]);
  });

  it('are asked once when the same question is under way', async () => {
    const held: ServerResponse[] = [];
    const metrics = await answering((_, response) => held.push(response));
    const leaving = new AbortController();
    const left = metrics.requestRates(target, ['new'], leaving.signal);
    const both = [metrics.requestRates(target, ['new'], never), metrics.requestRates(target, ['new'], never)];
    await expect.poll(() => held.length).toBe(1);
    leaving.abort();
    expect(await left).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    held[0]?.end(vector('3'));
    expect((await Promise.all(both)).map((result) => result.ok && result.value.byHash.get('new'))).toEqual([3, 3]);
    expect(server?.asked).toHaveLength(1);
  });

  it('are asked at most eight at a time', async () => {
    const held: ServerResponse[] = [];
    const metrics = await answering((_, response) => held.push(response));
    const all = Array.from({ length: 12 }, (_, index) => metrics.requestRates(target, [`v${index}`], never));
    await expect.poll(() => held.length).toBe(8);
    held.shift()?.end(vector('1'));
    await expect.poll(() => server?.asked.length).toBe(9);
    while (held.length > 0) {
      held.shift()?.end(vector('1'));
      await expect.poll(() => held.length > 0 || server?.asked.length === 12).toBe(true);
    }
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
  });
});

describe('a metric server that does not answer as Prometheus does', () => {
  const apiError = (errorType: string, error: string) => JSON.stringify({ status: 'error', errorType, error });

  it.each([
    [400, apiError('bad_data', 'unknown function'), 'invalid', 'bad_data: unknown function'],
    [
      422,
      apiError('execution', 'query processing would load too many samples'),
      'invalid',
      'execution: query processing would load too many samples',
    ],
    [503, apiError('timeout', 'query timed out'), 'unreachable', 'timeout: query timed out'],
    [200, apiError('internal', 'disk'), 'unreachable', 'internal: disk'],
    [401, 'Unauthorized', 'unauthenticated', 'Unauthorized'],
    [403, 'no access to tenant', 'forbidden', 'no access to tenant'],
    [404, '404 page not found', 'unsupported', '404 page not found'],
    [502, 'bad gateway', 'unreachable', 'bad gateway'],
    [200, '{"status":"success"}', 'unreachable', '{"status":"success"}'],
    [200, 'up 1', 'unreachable', 'up 1'],
  ])('%i %s is %s', async (status, body, kind, text) => {
    const failure = await failureOf(await answering(body, status));
    expect(failure).toMatchObject({ kind, upstream: { source: 'prometheus', text, status } });
    expect(failure.message).toContain(new URL(server?.url ?? '').host);
  });

  it('is told from a login page, with how the page begins', async () => {
    const page = `<!DOCTYPE html>\n<html><title>Sign in</title>${'x'.repeat(500)}</html>`;
    const failure = await failureOf(await answering(page, 200, { 'content-type': 'text/html' }));
    expect(failure.kind).toBe('unreachable');
    expect(failure.message).toContain('a web page');
    expect(failure.upstream?.text).toMatch(/^<!DOCTYPE html> <html><title>Sign in<\/title>x+…$/);
  });

  it('is not followed to a login page', async () => {
    const failure = await failureOf(await answering('', 302, { location: 'https://login.example/' }));
    expect(failure).toMatchObject({ kind: 'unauthenticated', message: expect.stringContaining('https://login.example/') });
  });

  it('says how long to wait when it is asked too often', async () => {
    const failure = await failureOf(await answering('slow down', 429, { 'retry-after': '7' }));
    expect(failure).toMatchObject({ kind: 'rate-limited', retryAfterSeconds: 7 });
  });

  it('is refused an answer above 10 MB, unread', async () => {
    let sent = 0;
    const metrics = await answering((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(1 << 16))) sent += 1 << 16;
      };
      response.on('drain', more);
      more();
    });
    expect(await failureOf(metrics)).toMatchObject({ kind: 'invalid', message: expect.stringContaining('more than 10 MB') });
    expect(sent).toBeLessThan(40 * 1024 * 1024);
  });

  it('is given up at the deadline, also in the middle of an answer', async () => {
    server = await startLoopbackServer((_, response) => response.write('{"status":'));
    expect(await failureOf(metricsOn(server.url, {}, 150))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('within 0.15 s'),
    });
  });

  it('is unreachable when nobody listens, in the words of the system', async () => {
    const gone = await startLoopbackServer(() => undefined);
    await gone.stop();
    expect(await failureOf(metricsOn(gone.url))).toMatchObject({
      kind: 'unreachable',
      upstream: { text: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it('is left in peace once nobody waits', async () => {
    let closed = false;
    const metrics = await answering((_, response) => response.on('close', () => (closed = true)));
    const leaving = new AbortController();
    const failure = failureOf(metrics, leaving.signal);
    await expect.poll(() => server?.asked.length).toBe(1);
    leaving.abort();
    expect((await failure).kind).toBe('cancelled');
    await expect.poll(() => closed).toBe(true);
  });
});

describe('the figures of both versions over a range', () => {
  const range = { from: now, to: now + 30_000, stepSeconds: 15 };
  const series = (index: number, values: [number, string][]) => ({ metric: { rcc_version: String(index) }, values });
  const matrix = (...result: object[]) => JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });

  it('has figures for every point, and null where a series says nothing', async () => {
    const metrics = await answering(
      matrix(
        series(0, [
          [now / 1_000, '4'],
          [now / 1_000 + 15, '5'],
        ]),
        series(1, [[now / 1_000, '1']]),
        series(2, [[now / 1_000 + 15, '0.25']]),
      ),
    );
    const answer = await metrics.versionHealthSeries(target, ['new', '', 'new'], range, never);
    expect(answer.ok && answer.value.at).toEqual([now, now + 15_000, now + 30_000]);
    const figures = answer.ok ? (answer.value.byHash.get('new') ?? []) : [];
    expect(figures.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([4, 5, null]);
    expect(figures.map(({ errorPercent }) => errorPercent)).toEqual([25, null, null]);
    expect(figures.map(({ p50Ms }) => p50Ms)).toEqual([null, 250, null]);
  });

  it('asks nothing where no version is known', async () => {
    const metrics = metricsOn('http://127.0.0.1:1');
    expect(await metrics.versionHealthSeries(target, [''], range, never)).toMatchObject({ ok: true, value: { at: [] } });
  });

  it('says so when it gets no matrix', async () => {
    const metrics = await answering(JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [] } }));
    expect(await metrics.versionHealthSeries(target, ['new'], range, never)).toMatchObject({ error: { kind: 'invalid' } });
  });
});

describe('the request rate over a range', () => {
  const matrix = (values: [number, string][]) =>
    JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: values.length > 0 ? [{ metric: {}, values }] : [] } });

  it('has a sample for every step, null where the series says nothing', async () => {
    const metrics = await answering(
      matrix([
        [1_700_000_000.5, '4'],
        [1_700_000_010.5, 'NaN'],
      ]),
    );
    const range = { from: now + 500, to: now + 15_500, stepSeconds: 5 };
    expect(await metrics.requestRateSeries(target, 'new', range, never)).toEqual({
      ok: true,
      value: [500, 5_500, 10_500, 15_500].map((after, index) => ({ at: now + after, value: index === 0 ? 4 : null })),
    });
  });

  it('widens its step rather than ask for more than 11,000 points', async () => {
    const metrics = await answering(matrix([]));
    const week = 7 * 24 * 3_600_000;
    const samples = await metrics.requestRateSeries(target, 'new', { from: now - week, to: now, stepSeconds: 1 }, never);
    expect(server?.asked[0]?.form.get('step')).toBe('55');
    expect(samples.ok && samples.value.length).toBe(10_997);
  });

  it('refuses a range that ends before it begins', async () => {
    const metrics = metricsOn('http://127.0.0.1:1');
    expect(await metrics.requestRateSeries(target, 'new', { from: 2, to: 1, stepSeconds: 1 }, never)).toMatchObject({
      error: { kind: 'invalid' },
    });
  });

  it.each([
    ['scalar', [1, '2']],
    ['string', [1, 'text']],
    ['vector', []],
  ])('says so when it gets a %s', async (resultType, result) => {
    const metrics = await answering(JSON.stringify({ status: 'success', data: { resultType, result } }));
    const samples = await metrics.requestRateSeries(target, 'new', { from: 0, to: 1, stepSeconds: 1 }, never);
    expect(samples).toMatchObject({ error: { kind: 'invalid', message: expect.stringContaining(`a ${resultType}`) } });
  });
});
