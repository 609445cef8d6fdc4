import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { type RunningServe, startServe } from './support/headless.ts';
import { deadKubeconfig } from './support/kubeconfig.ts';
import { handshakeStatus, rawRequest } from './support/raw-http.ts';

let serving: RunningServe;
let cookie: string;
const list = { contexts: null, namespace: null };

test.beforeAll(async () => {
  serving = await startServe({ kubeconfig: deadKubeconfig() });
  const { search } = new URL(serving.address);
  const { headers } = await rawRequest(serving.origin, 'GET', `/${search}`);
  cookie = String(headers['set-cookie']).split(';')[0] ?? '';
});
test.afterAll(() => serving.stop());

const ask = (headers: Record<string, string>) =>
  rawRequest(
    serving.origin,
    'POST',
    '/rpc/rollouts/list',
    { 'content-type': 'application/json', ...headers },
    JSON.stringify({ json: list }),
  );

test('the address is on loopback and carries a token', () => {
  expect(serving.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
});

test('opening the address once lets this browser in, and it stays in without the token', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const answer = await page.goto(serving.address);
  expect(answer?.status()).toBe(200);
  await expect(page.locator('#root')).toBeAttached();
  expect(page.url()).not.toContain('token');
  const [kept] = await context.cookies();
  expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Strict', domain: '127.0.0.1', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect((await (await context.newPage()).goto(serving.origin))?.status()).toBe(200);
  await context.close();
});

test('nobody else gets in: not the page, not its files, not a procedure, not the live road', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  expect((await page.goto(serving.origin))?.status()).toBe(401);
  await expect(page.getByText('Open the address')).toBeVisible();
  for (const path of ['/index.html', '/assets/any.js', '/?token=wrong', '/rpc/rollouts/list', '/rpc/']) {
    expect((await rawRequest(serving.origin, 'GET', path)).status, path).toBe(401);
  }
  expect((await ask({})).status).toBe(401);
  expect((await ask({ cookie: `${cookie}x` })).status).toBe(401);
  expect(await handshakeStatus(serving.origin, {})).toBe(401);
  await context.close();
});

test('a session is answered', async () => {
  const answer = await ask({ cookie, origin: serving.origin });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toMatchObject({ json: { ok: true } });
  expect(await handshakeStatus(serving.origin, { cookie, origin: serving.origin })).toBe(101);
});

test('a name that only points here is not answered, even with the session', async () => {
  for (const host of ['desk.evil.example', 'desk.evil.example:80', '127.0.0.1.nip.io']) {
    expect((await rawRequest(serving.origin, 'GET', '/', { cookie, host })).status, host).toBe(421);
    expect((await ask({ cookie, host })).status, host).toBe(421);
    expect(await handshakeStatus(serving.origin, { cookie, host }), host).toBe(421);
  }
});

test('a tunnel on another port is answered', async () => {
  expect((await ask({ cookie, host: 'localhost:8080', origin: 'http://localhost:8080' })).status).toBe(200);
});

test('another origin is refused, even with the session', async () => {
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost']) {
    expect((await ask({ cookie, origin })).status, origin).toBe(403);
    expect(await handshakeStatus(serving.origin, { cookie, origin }), origin).toBe(403);
  }
});

test('a page of another port on this machine can neither ask nor listen with the visitor’s session', async ({ browser }) => {
  const neighbour = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>neighbour</p>'));
  await new Promise<void>((ready) => neighbour.listen(0, '127.0.0.1', ready));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(serving.address);
  await page.goto(`http://127.0.0.1:${(neighbour.address() as AddressInfo).port}/`);
  const got = await page.evaluate(async (desk) => {
    const body = JSON.stringify({ json: { contexts: null, namespace: null } });
    const asked = await fetch(`${desk}/rpc/rollouts/list`, { method: 'POST', credentials: 'include', body, mode: 'no-cors' }).then(
      (answer) => `${answer.type} ${answer.status}`,
      () => 'blocked',
    );
    const listened = await new Promise<string>((resolve) => {
      const socket = new WebSocket(`${desk.replace('http', 'ws')}/rpc/ws`);
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('blocked');
    });
    return { asked, listened };
  }, serving.origin);
  expect(got).toEqual({ asked: 'blocked', listened: 'blocked' });
  await context.close();
  neighbour.close();
});

test('every answer carries the policy, and the page breaks none of it', async ({ browser }) => {
  for (const headers of [{}, { cookie }]) {
    const answer = await rawRequest(serving.origin, 'GET', '/', headers);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  const broken: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text());
  });
  await page.goto(serving.address);
  await page.waitForLoadState('networkidle');
  expect(broken).toEqual([]);
  await context.close();
});

test('no path leads out of the page’s folder', async () => {
  for (const path of [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd',
  ]) {
    expect((await rawRequest(serving.origin, 'GET', path, { cookie })).status, path).toBe(404);
  }
});

test('garbage on the road is an answer, not an end', async () => {
  for (const body of ['', '{', 'null', '[]', '{"json":1}', 'x'.repeat(10_000)]) {
    const answer = await rawRequest(serving.origin, 'POST', '/rpc/rollouts/list', { cookie, 'content-type': 'application/json' }, body);
    expect(answer.status).toBeGreaterThanOrEqual(200);
    expect(answer.text).not.toContain('    at ');
  }
  const answer = await rawRequest(
    serving.origin,
    'POST',
    '/rpc/rollouts/get',
    { cookie, 'content-type': 'application/json' },
    '{"json":{"target":7}}',
  );
  expect(JSON.parse(answer.text)).toMatchObject({ json: { ok: false, error: { kind: 'invalid', field: 'target' } } });
  expect(serving.process.exitCode).toBeNull();
});

test('a taken port is said in one sentence', async () => {
  const port = new URL(serving.origin).port;
  const second = startServe({ kubeconfig: deadKubeconfig(), args: ['--port', port] });
  await expect(second).rejects.toThrow(/is not to be had/);
});

test('SIGTERM ends it at once, with browsers still connected', async ({ browser }) => {
  const other = await startServe({ kubeconfig: deadKubeconfig() });
  const context = await browser.newContext();
  await (await context.newPage()).goto(other.address);
  await other.stop();
  expect(other.process.exitCode).toBe(0);
  await context.close();
});
