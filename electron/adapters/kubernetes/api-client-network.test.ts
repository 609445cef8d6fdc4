import { afterEach, describe, expect, test } from 'vitest';
import { errorOf, forever } from './testing/contexts.ts';
import { json, serve, serveTcp } from './testing/servers.ts';
import { createWorkbench, get } from './testing/workbench.ts';

const { serverWith, connect, later, clear } = createWorkbench();
afterEach(clear);

describe('a network that fails', () => {
  test('nothing listens', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const error = errorOf(await get(connect(server.url)));
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: `${server.url} refused the connection. Nothing listens there. Check the server in the kubeconfig, and whether the cluster runs.`,
    });
    expect(error.upstream?.text).toContain('ECONNREFUSED');
  });

  test('a name nobody knows', async () => {
    const error = errorOf(await get(connect('http://no-such-host.invalid:1')));
    expect(error.kind).toBe('unreachable');
    expect(error.upstream?.text).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test('the connection is reset before the answer', async () => {
    const server = await serverWith((request) => request.socket.resetAndDestroy());
    expect(errorOf(await get(connect(server.url)))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('closed the connection'),
    });
  });

  test('the answer breaks off', async () => {
    const server = await serverWith((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"a":');
      setImmediate(() => request.socket.destroy());
    });
    expect(errorOf(await get(connect(server.url))).kind).toBe('unreachable');
  });

  test('a server that takes the connection and never speaks TLS runs into the connect deadline', async () => {
    const server = await serveTcp(() => undefined, 'https');
    later(server.close);
    const error = errorOf(await get(connect(server.url, { deadlines: { connectMs: 60, answerMs: 5_000 } })));
    expect(error).toMatchObject({ kind: 'unreachable', message: `${server.url} did not accept a connection within 0.06 s.` });
  });

  test('a server that never answers runs into the answer deadline, and a write says that its fate is unknown', async () => {
    const server = await serverWith(() => undefined);
    const client = connect(server.url, { deadlines: { answerMs: 60 } });
    expect(errorOf(await get(client))).toMatchObject({ kind: 'unreachable', message: `${server.url} did not answer within 0.06 s.` });
    const patch = await client.request({ method: 'PATCH', path: '/x', body: {}, signal: forever() });
    expect(errorOf(patch).message).toContain('Whether it took the request is unknown.');
  });

  test('a body that drips runs into the answer deadline', async () => {
    const server = await serverWith((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    expect(errorOf(await get(connect(server.url, { deadlines: { answerMs: 80 } }))).message).toContain('did not answer within');
  });
});

describe('cancelling', () => {
  test('is told as cancelled, at once, and the server sees the connection go', async () => {
    const gone = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const server = await serverWith((request) => {
      request.socket.on('close', () => gone.resolve());
      asked.resolve();
    });
    const controller = new AbortController();
    const answer = get(connect(server.url), controller.signal);
    await asked.promise;
    controller.abort();
    expect(errorOf(await answer).kind).toBe('cancelled');
    await gone.promise;
  });

  test('before it began nothing is sent', async () => {
    const server = await serverWith((_request, response) => json(response, 200, {}));
    expect(errorOf(await get(connect(server.url), AbortSignal.abort())).kind).toBe('cancelled');
    expect(server.accepted()).toBe(0);
  });

  test('while the connection is being made: the request is never sent afterwards', async () => {
    const arrived: string[] = [];
    const server = await serveTcp((socket) => socket.on('data', (data) => arrived.push(data.toString('latin1'))), 'http');
    later(server.close);
    const controller = new AbortController();
    const client = connect(server.url);
    const answer = client.request({ method: 'PATCH', path: '/dangerous', body: {}, signal: controller.signal });
    controller.abort();
    expect(errorOf(await answer).kind).toBe('cancelled');
    const second = client.request({ method: 'GET', path: '/harmless', signal: AbortSignal.timeout(150) });
    await second;
    expect(arrived.join('')).not.toContain('dangerous');
    expect(arrived.join('')).toContain('harmless');
  });

  test('a disposed client says so and sends nothing', async () => {
    const server = await serverWith((_request, response) => json(response, 200, {}));
    const client = connect(server.url);
    await client.dispose();
    expect(errorOf(await get(client)).kind).toBe('cancelled');
    expect(server.accepted()).toBe(0);
  });
});
