import { afterEach, describe, expect, test } from 'vitest';
import { fastClock } from './testing/clocks.ts';
import { errorOf, forever, valueOf } from './testing/contexts.ts';
import { json } from './testing/servers.ts';
import { createWorkbench, get } from './testing/workbench.ts';

const { serverWith, connect, clear } = createWorkbench();
afterEach(clear);

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
