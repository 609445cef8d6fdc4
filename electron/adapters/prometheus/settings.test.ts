import { createServer } from 'node:https';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthority } from '../kubernetes/testing/certificates.ts';
import { createPrometheusMetrics } from './prometheus-metrics.ts';
import { MetricsSettings } from './settings.ts';
import { startLoopbackServer, vector } from './testing/loopback-server.ts';
import { clockAt, quietLog } from './testing/quiet-ports.ts';

const target = { context: 'prod', namespace: 'shop', kind: 'Rollout', name: 'payments' } as const;
const never = new AbortController().signal;
const url = 'http://prometheus.monitoring:9090';

function metricsWith(settings: object) {
  return createPrometheusMetrics({ settings: MetricsSettings.parse(settings), clock: clockAt(0), log: quietLog });
}

describe('the metrics settings', () => {
  it('need a URL and nothing else', () => {
    expect(MetricsSettings.parse({ default: { url } }).default).toMatchObject({ url, auth: { type: 'none' }, window: '1m' });
    expect(MetricsSettings.parse({})).toEqual({ contexts: {} });
  });

  it('read the same when they are read a second time', () => {
    const settings = MetricsSettings.parse({ default: { url }, contexts: { prod: { url, template: 'istio_requests_total' } } });
    expect(MetricsSettings.parse(settings)).toEqual(settings);
  });

  it.each([
    [{ url: 'prometheus:9090' }, 'an http or https URL'],
    [{ url: 'http://admin:secret@prometheus' }, 'no user or password in the URL'],
    [{ url: 'http://prometheus/graph?g0=up' }, 'without query or fragment'],
    [{ url, window: '1 minute' }, 'a window such as'],
    [{ url, window: '1m])) or vector(1' }, 'a window such as'],
    [{ url, template: 'sum(requests)' }, 'must hold {{hash}}'],
    [{ url, errorTemplate: 'sum(errors)' }, 'must hold {{hash}}'],
    [{ url, latencyTemplate: 'x{h="{{hash}}"}' }, 'must hold {{quantile}}'],
    [{ url, headers: { 'X-Scope-OrgID': 'a\r\nHost: evil' } }, 'match pattern'],
    [{ url, token: 'secret' }, 'token'],
  ])('refuse %j', (settings, reason) => {
    const parsed = MetricsSettings.safeParse({ default: settings });
    expect(parsed.error?.message).toContain(reason);
  });

  it('name a server for each context, and one for the rest', () => {
    const metrics = metricsWith({ contexts: { prod: { url } } });
    expect(metrics.sourceOf('prod')).toBe('prometheus');
    expect(metrics.sourceOf('staging')).toBeNull();
    expect(metrics.sourceOf('constructor')).toBeNull();
    expect(metricsWith({ default: { url } }).sourceOf('staging')).toBe('prometheus');
  });

  it('say what to do for a context without one', async () => {
    const answer = await metricsWith({}).requestRates(target, ['a'], never);
    expect(answer).toMatchObject({ error: { kind: 'unsupported', message: expect.stringContaining('--prometheus URL') } });
  });
});

describe('a login for the metric server', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rcc-metrics-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['bearer', (file: string) => ({ type: 'bearer', tokenFile: file }), (secret: string) => `Bearer ${secret}`],
    [
      'basic',
      (file: string) => ({ type: 'basic', username: 'desk', passwordFile: file }),
      (secret: string) => `Basic ${btoa(`desk:${secret}`)}`,
    ],
  ])('is read from its file for every question: %s', async (_, auth, header) => {
    const file = join(folder, 'secret');
    const server = await startLoopbackServer((_asked, response) => response.end(vector('1')));
    const metrics = metricsWith({ default: { url: `${server.url}/prom`, headers: { 'X-Scope-OrgID': 'team-a' }, auth: auth(file) } });
    for (const secret of ['s3cret', 'rotated']) {
      writeFileSync(file, `${secret}\n`);
      await metrics.requestRates(target, ['a'], never);
    }
    await server.stop();
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([header('s3cret'), header('rotated')]);
    expect(server.asked[0]).toMatchObject({ path: '/prom/api/v1/query', headers: { 'x-scope-orgid': 'team-a' } });
  });

  it('is taken from the environment of the desk where a variable is named', async () => {
    const server = await startLoopbackServer((_asked, response) => response.end(vector('1')));
    const settings = (tokenEnv: string) => ({ default: { url: server.url, auth: { type: 'bearer', tokenEnv } } });
    process.env['RCC_TEST_TOKEN'] = 's3cret';
    await metricsWith(settings('RCC_TEST_TOKEN')).requestRates(target, ['a'], never);
    delete process.env['RCC_TEST_TOKEN'];
    const missing = await metricsWith(settings('RCC_TEST_TOKEN')).requestRates(target, ['a'], never);
    await server.stop();
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer s3cret']);
    expect(missing).toMatchObject({ error: { kind: 'unauthenticated', message: expect.stringContaining('RCC_TEST_TOKEN') } });
  });

  it('is one place, not two and not none', () => {
    for (const auth of [{ type: 'bearer' }, { type: 'bearer', tokenFile: '/a', tokenEnv: 'B' }, { type: 'basic', username: 'a' }])
      expect(MetricsSettings.safeParse({ default: { url, auth } }).error?.message).toContain('one of');
  });

  it('is sent over TLS to a server that an authority of the desk has signed, once the desk names it', async () => {
    const authority = createAuthority('metrics-ca');
    const { certificate: cert, key } = authority.issue(['127.0.0.1']);
    const server = createServer({ cert, key }, (_request, response) => response.end(vector('1')));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = server.address();
    const at = `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    let own: readonly string[] | null = null;
    const settings = MetricsSettings.parse({ default: { url: at } });
    const metrics = createPrometheusMetrics({ settings, authorities: () => own, clock: clockAt(0), log: quietLog });
    const refused = await metrics.requestRates(target, ['a'], never);
    own = [authority.certificate];
    const trusted = await metrics.requestRates(target, ['a'], never);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    expect(refused).toMatchObject({ error: { message: expect.stringContaining('Name a file with its authority under certificates') } });
    expect(trusted).toMatchObject({ ok: true });
  });

  it('servers of one kind go by the settings as they are now', () => {
    let now = MetricsSettings.parse({});
    const metrics = createPrometheusMetrics({ settings: () => now, clock: clockAt(0), log: quietLog });
    expect(metrics.sourceOf('prod')).toBeNull();
    now = MetricsSettings.parse({ default: { url } });
    expect(metrics.sourceOf('prod')).toBe('prometheus');
  });

  it.each([
    [null, 'cannot be read'],
    ['\n', 'is empty'],
    ['a\nb', 'more than one line'],
  ])('is missed in words when its file holds %j', async (content, words) => {
    const tokenFile = join(folder, 'token');
    if (content !== null) writeFileSync(tokenFile, content);
    const answer = await metricsWith({ default: { url, auth: { type: 'bearer', tokenFile } } }).requestRates(target, ['a'], never);
    expect(answer).toMatchObject({ error: { kind: 'unauthenticated', message: expect.stringContaining(words) } });
  });
});
