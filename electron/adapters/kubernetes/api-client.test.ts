import { afterEach, describe, expect, test } from 'vitest';
import type { ApiClient } from './api-client.ts';
import { fastClock } from './testing/clocks.ts';
import { clientOf, errorOf, forever, type TestClientOptions, valueOf } from './testing/contexts.ts';
import { type Handler, json, refuse, serve, serveTcp, type TestServer } from './testing/servers.ts';

const open: { close?(): Promise<void>; dispose?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await (each.close?.() ?? each.dispose?.());
});

async function serverWith(handler: Handler): Promise<TestServer> {
  const server = await serve(handler);
  open.push(server);
  return server;
}

function connect(url: string, options: TestClientOptions = {}): ApiClient {
  const client = clientOf(url, options);
  open.push(client);
  return client;
}

const get = (client: ApiClient, signal = forever()) => client.request({ method: 'GET', path: '/api/v1/pods', signal });

describe('a request', () => {
  test('goes out as JSON below the path of the server, with query and credentials', async () => {
    const seen: unknown[] = [];
    const server = await serverWith((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        seen.push([request.method, request.url, request.headers['content-type'], request.headers.authorization, body]);
        json(response, 200, { fine: true });
      });
    });
    const client = connect(`${server.url}/k8s/clusters/c-1/`, { user: { token: 'secret' } });
    const answer = valueOf(
      await client.request({
        method: 'PATCH',
        path: '/api/v1/x',
        query: { fieldManager: 'a b', dryRun: 'All', force: undefined },
        body: { a: 1 },
        contentType: 'application/merge-patch+json',
        signal: forever(),
      }),
    );
    expect(seen).toEqual([
      ['PATCH', '/k8s/clusters/c-1/api/v1/x?fieldManager=a+b&dryRun=All', 'application/merge-patch+json', 'Bearer secret', '{"a":1}'],
    ]);
    expect(answer).toMatchObject({ status: 200, json: { fine: true } });
    expect(answer.acceptedAt).toBeGreaterThanOrEqual(answer.sentAt);
    expect(answer.tookMs).toBeGreaterThan(0);
  });

  test('basic and impersonation headers, groups one by one, extra keys encoded', async () => {
    const headers: string[] = [];
    const server = await serverWith((request, response) => {
      headers.push(...request.rawHeaders);
      json(response, 200, {});
    });
    const user = {
      username: 'ann',
      password: 'pä',
      as: 'jane',
      'as-uid': '7',
      'as-groups': ['dev', 'ops'],
      'as-user-extra': { 'Example.com/Scope': ['a', 'b'] },
    };
    valueOf(await get(connect(server.url, { user })));
    const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [`${name.toLowerCase()}: ${headers[index + 1]}`] : []));
    expect(pairs).toContain(`authorization: Basic ${Buffer.from('ann:pä').toString('base64')}`);
    expect(pairs.filter((pair) => pair.startsWith('impersonate-'))).toEqual([
      'impersonate-user: jane',
      'impersonate-uid: 7',
      'impersonate-group: dev',
      'impersonate-group: ops',
      'impersonate-extra-example.com%2fscope: a',
      'impersonate-extra-example.com%2fscope: b',
    ]);
  });

  test('connections are kept for the next request', async () => {
    const server = await serverWith((_request, response) => json(response, 200, {}));
    const client = connect(server.url);
    for (let index = 0; index < 5; index += 1) valueOf(await get(client));
    expect(server.accepted()).toBe(1);
  });
});

describe('what an API server refuses', () => {
  test.each([
    [400, 'BadRequest', 'invalid'],
    [401, 'Unauthorized', 'unauthenticated'],
    [403, 'Forbidden', 'forbidden'],
    [404, 'NotFound', 'not-found'],
    [405, 'MethodNotAllowed', 'unsupported'],
    [409, 'Conflict', 'conflict'],
    [410, 'Expired', 'stale'],
    [415, 'UnsupportedMediaType', 'unsupported'],
    [422, 'Invalid', 'invalid'],
    [429, 'TooManyRequests', 'rate-limited'],
    [500, 'InternalError', 'unreachable'],
    [503, 'ServiceUnavailable', 'unreachable'],
  ])('%i %s is %s, with its message verbatim', async (code, reason, kind) => {
    const message = `pods "a" is ${reason}: User "jane" cannot <do> it`;
    const server = await serverWith((_request, response) => refuse(response, code, reason, message, { 'retry-after': '7' }));
    const error = errorOf(await get(connect(server.url)));
    expect(error).toMatchObject({ kind, retryAfterSeconds: 7, upstream: { source: 'kube-apiserver test', text: message, status: code } });
  });

  test('422 names the field', async () => {
    const body = { kind: 'Status', message: 'no', code: 422, details: { causes: [{ field: 'spec.replicas', reason: 'x' }] } };
    const server = await serverWith((_request, response) => json(response, 422, body));
    expect(errorOf(await get(connect(server.url)))).toMatchObject({ kind: 'invalid', field: 'spec.replicas' });
  });
});

describe('what is no API server', () => {
  test.each([200, 404, 502])('%i with HTML says so, with its beginning', async (status) => {
    const page = `<html><h1>Welcome to the portal</h1>${'x'.repeat(5_000)}`;
    const server = await serverWith((_request, response) => response.writeHead(status, { 'content-type': 'text/html' }).end(page));
    const error = errorOf(await get(connect(server.url)));
    expect(error.kind).toBe(status === 404 ? 'not-found' : 'unreachable');
    expect(error.message).toContain(server.url);
    expect(error.upstream?.text).toMatch(/^<html><h1>Welcome to the portal<\/h1>x+…$/);
    expect(error.upstream?.text.length).toBeLessThan(400);
  });

  test('an empty 200 and a redirect say so', async () => {
    const server = await serverWith((request, response) =>
      request.url?.startsWith('/redirect') ? response.writeHead(302, { location: 'https://login' }).end() : response.writeHead(200).end(),
    );
    expect(errorOf(await get(connect(server.url))).message).toContain('not JSON');
    expect(errorOf(await get(connect(`${server.url}/redirect`))).message).toContain('a redirect');
  });

  test('a watch answered with a page is not fed to its reader', async () => {
    const server = await serverWith((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>\nhello\n'),
    );
    const lines: string[] = [];
    const error = errorOf(await connect(server.url).stream({ path: '/x', signal: forever(), onLine: (line) => lines.push(line) }));
    expect(error.message).toContain('HTML');
    expect(lines).toEqual([]);
  });
});

describe('a network that fails', () => {
  test('nothing listens', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const error = errorOf(await get(connect(server.url)));
    expect(error).toMatchObject({ kind: 'unreachable', message: `${server.url} refused the connection. Nothing listens there.` });
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
    open.push(server);
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
    open.push(server);
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

describe('a stream', () => {
  test('hands over lines as they come, outlives the answer deadline, and ends in peace', async () => {
    const server = await serverWith((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      const bytes = Buffer.from('{"n":"ü"}\n{"n":2}\n');
      response.write(bytes.subarray(0, 7));
      setTimeout(() => response.end(bytes.subarray(7)), 700);
    });
    const seen: string[] = [];
    const result = await connect(server.url, { deadlines: { answerMs: 400 } }).stream({
      path: '/x',
      signal: forever(),
      onLine: (line) => seen.push(line),
      onOpen: () => seen.push('open'),
    });
    expect(result.ok).toBe(true);
    expect(seen).toEqual(['open', '{"n":"ü"}', '{"n":2}']);
  });

  test('a head that does not come runs into the answer deadline', async () => {
    const server = await serverWith(() => undefined);
    const result = await connect(server.url, { deadlines: { answerMs: 60 } }).stream({
      path: '/x',
      signal: forever(),
      onLine: () => undefined,
    });
    expect(errorOf(result).message).toContain('did not answer within');
  });
});

describe('the probe', () => {
  test('one loop for all who watch, every 2 s, and none when nobody does', async () => {
    const paths: (string | undefined)[] = [];
    const server = await serverWith((request, response) => {
      paths.push(request.url);
      json(response, 200, {});
    });
    const client = connect(server.url, { clock: fastClock(20), deadlines: { probeMs: 60_000 } });
    const pulses: boolean[] = [];
    const three = Promise.withResolvers<void>();
    const first = client.liveness.subscribe((pulse) => pulses.push(pulse.alive));
    const second = client.liveness.subscribe(() => pulses.length >= 3 && three.resolve());
    await three.promise;
    first();
    second();
    expect(pulses.slice(0, 3)).toEqual([true, true, true]);
    const asked = paths.length;
    expect(asked).toBeLessThanOrEqual(4);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(paths.length).toBe(asked);
  });

  test.each([
    ['/version refused', (url: string) => (url === '/version' ? 403 : 500), true],
    ['/version unknown, /livez fine', (url: string) => (url === '/version' ? 404 : 200), true],
    ['both broken', () => 503, false],
  ])('%s', async (_name, statusOf, alive) => {
    const server = await serverWith((request, response) => response.writeHead(statusOf(request.url ?? '')).end('ok'));
    const pulse = Promise.withResolvers<boolean>();
    const stop = connect(server.url).liveness.subscribe((each) => pulse.resolve(each.alive));
    expect(await pulse.promise).toBe(alive);
    stop();
  });

  test('a probe that fails retires idle connections: the next request does not wait on a dead one', async () => {
    const dead = new Set<unknown>();
    const server = await serverWith((request, response) => {
      if (!dead.has(request.socket)) json(response, 200, {});
    });
    const client = connect(server.url, { deadlines: { probeMs: 100, answerMs: 60_000 } });
    // Two connections, so that one stays idle while the probe dies on the other.
    const sockets = await Promise.all([get(client), get(client)]);
    for (const answer of sockets) valueOf(answer);
    server.sockets().forEach((socket) => dead.add(socket));
    const failed = Promise.withResolvers<void>();
    const stop = client.liveness.subscribe((pulse) => !pulse.alive && failed.resolve());
    await failed.promise;
    stop();
    expect((await get(client)).ok).toBe(true);
    expect(server.accepted()).toBe(3);
  });

  test('never starts a credential plugin', async () => {
    const server = await serverWith((_request, response) => json(response, 200, {}));
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never', command: '/no/such/plugin' };
    const client = connect(server.url, { user: { exec } });
    const told = async () => {
      const pulse = Promise.withResolvers<string>();
      const stop = client.liveness.subscribe((each) => pulse.resolve(each.alive ? 'alive' : each.error.message));
      const message = await pulse.promise;
      stop();
      return message;
    };
    expect(await told()).toContain('has not finished yet');
    await get(client);
    expect(await told()).toContain('is not installed');
  });
});
