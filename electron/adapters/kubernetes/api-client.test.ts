import { afterEach, describe, expect, test } from 'vitest';
import { errorOf, forever, valueOf } from './testing/contexts.ts';
import { json, refuse } from './testing/servers.ts';
import { createWorkbench, get } from './testing/workbench.ts';

const { serverWith, connect, clear } = createWorkbench();
afterEach(clear);

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
