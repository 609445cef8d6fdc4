import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Client } from '../transport/local-client.ts';
import { probeCore, silentLog } from '../transport/testing/probe-core.ts';
import type { Serving } from './serve.ts';
import { serve } from './serve.ts';

const pageFolder = mkdtempSync(join(tmpdir(), 'serve-'));
mkdirSync(join(pageFolder, 'assets'));
writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><div id="root"></div>');
writeFileSync(join(pageFolder, 'assets', 'a-1.js'), 'export {}');

const probe = probeCore();
let serving: Serving;
let cookie: string;

beforeAll(async () => {
  serving = await started(0);
  cookie = (await get(new URL(serving.address).search)).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});
afterAll(() => serving.stop());

async function started(port: number): Promise<Serving> {
  const result = await serve({ core: probe.core, log: silentLog, port, pageFolder });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Plain node:http: unlike fetch it sends the path, Host and Origin as they are written here. */
async function send(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  const outgoing = request({
    host: '127.0.0.1',
    port: serving.port,
    path: path.startsWith('?') ? `/${path}` : path,
    method,
    headers,
    agent: false,
  });
  // Told by `once` below; one that comes after the answer is of no interest.
  outgoing.on('error', () => {});
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode as number, headers: response.headers as Record<string, string> & { 'set-cookie'?: string[] }, text };
}
const get = (path: string, headers: Record<string, string> = {}) => send('GET', path, headers);
const list = (headers: Record<string, string>) =>
  send('POST', '/rpc/rollouts/list', { 'content-type': 'application/json', ...headers }, '{"json":{"contexts":null,"namespace":null}}');

async function socketStatus(headers: Record<string, string>, path = '/rpc/ws'): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${serving.port}${path}`, { headers });
  socket.on('error', () => {});
  return await new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on('open', () => {
      resolve(101);
      socket.close();
    });
  });
}

describe('coming in', () => {
  test('the address lets in: a cookie that scripts and other sites do not get, then the page without the token', async () => {
    const { status, headers } = await get(new URL(serving.address).search);
    expect(status).toBe(303);
    expect(headers['location']).toBe('/');
    expect(headers['set-cookie']?.[0]).toMatch(/^rcc_session_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await get('/', { cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' })).text).toContain('<div id="root"></div>');
  });

  test.each(['/', '/assets/a-1.js', '/?token=', '/?token=wrong', '/rpc/rollouts/list', '/nothing'])(
    '%s without a session is 401',
    async (path) => {
      expect((await get(path)).status).toBe(401);
    },
  );

  test('a procedure without a session is 401, with one it answers', async () => {
    expect((await list({})).status).toBe(401);
    expect((await list({ cookie: 'rcc_session_1=x' })).status).toBe(401);
    expect(JSON.parse((await list({ cookie })).text)).toEqual({ json: { ok: true, value: 'rollouts.list' } });
  });

  test('a procedure is not to be had by GET, and an unknown one is 404', async () => {
    expect((await get('/rpc/rollouts/list?data=%7B%7D', { cookie })).status).toBe(405);
    expect((await send('POST', '/rpc/rollouts/nothing', { cookie })).status).toBe(404);
  });
});

describe('who asks', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.', '[::2]', '10.0.0.1:80'])(
    'Host %j is not answered',
    async (host) => {
      expect((await get('/', { cookie, host })).status).toBeGreaterThanOrEqual(400);
      expect((await list({ cookie, host })).status).toBeGreaterThanOrEqual(400);
      expect(await socketStatus({ cookie, host })).toBeGreaterThanOrEqual(400);
    },
  );

  test.each(['127.0.0.1:1', 'localhost', 'LOCALHOST:8080', '[::1]:9'])('Host %s is a loopback name, at any port', async (host) => {
    expect((await list({ cookie, host })).status).toBe(200);
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'file://'])('Origin %s is refused', async (origin) => {
    expect((await list({ cookie, origin })).status).toBe(403);
    expect(await socketStatus({ cookie, origin })).toBe(403);
  });

  test('its own Origin is answered', async () => {
    expect((await list({ cookie, origin: `http://127.0.0.1:${serving.port}` })).status).toBe(200);
    expect(await socketStatus({ cookie, origin: `http://127.0.0.1:${serving.port}` })).toBe(101);
  });

  test('a WebSocket without a session is 401, at another path 404', async () => {
    expect(await socketStatus({})).toBe(401);
    expect(await socketStatus({ cookie }, '/elsewhere')).toBe(404);
  });
});

describe('every answer', () => {
  test.each([
    ['/', true],
    ['/', false],
    ['/nothing.html', true],
    ['/rpc/rollouts/list', false],
  ])('%s carries the policy (session: %s)', async (path, inside) => {
    const { headers } = await get(path, inside ? { cookie } : {});
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  });

  test('built assets may be kept, the page may not', async () => {
    expect((await get('/assets/a-1.js', { cookie })).headers['cache-control']).toContain('immutable');
    expect((await get('/', { cookie })).headers['cache-control']).toBe('no-store');
  });

  test.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])('%s gives nothing', async (path) => {
    expect((await get(path, { cookie })).status).toBe(404);
  });

  test('a body beyond all measure is refused', async () => {
    // Told, or cut off while it is still sending.
    const end = await send('POST', '/rpc/rollouts/list', { cookie }, 'x'.repeat(2_000_000)).then(
      ({ status }) => status,
      () => 413,
    );
    expect(end).toBe(413);
    expect((await list({ cookie })).status).toBe(200);
  });
});

test('subscriptions run over the WebSocket and end with it', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${serving.port}/rpc/ws`, { headers: { cookie } });
  await once(socket, 'open');
  const client = createORPCClient<Client>(new RPCLink({ websocket: socket as never }));
  const messages = await client.rollouts.watch({ contexts: null, namespace: null });
  expect(await messages.next()).toMatchObject({ done: false });
  expect(probe.state.open).toBe(1);
  socket.terminate();
  await vi.waitFor(() => expect(probe.state.open).toBe(0));
});

test('a subscription asked for over plain http ends when its reader goes away', async () => {
  const stop = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${serving.port}/rpc/rollouts/watch`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: '{"json":{"contexts":null,"namespace":null}}',
    signal: stop.signal,
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  await answer.body?.getReader().read();
  expect(probe.state.open).toBe(1);
  stop.abort();
  await vi.waitFor(() => expect(probe.state.open).toBe(0));
});

test('a taken port is said, and stopping frees it with readers still connected', async () => {
  const first = await started(0);
  const second = await serve({ core: probe.core, log: silentLog, port: first.port, pageFolder });
  expect(second).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'port' } });
  const token = new URL(first.address).search;
  const response = await fetch(`http://127.0.0.1:${first.port}/${token}`, { redirect: 'manual' });
  const socket = new WebSocket(`ws://127.0.0.1:${first.port}/rpc/ws`, {
    headers: { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' },
  });
  await once(socket, 'open');
  const [[code]] = await Promise.all([once(socket, 'close'), first.stop()]);
  expect(code).toBe(1001);
  await (await started(first.port)).stop();
});
