import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSimClock } from '../../clock/create-sim-clock.ts';
import { createObjectStore } from '../../store/memory-store.ts';
import { namespaces, rollouts } from '../../store/resources.ts';
import { at } from './objects/doc.ts';
import { startKubernetesServer, type KubernetesServer } from './start-kubernetes-server.ts';
import type { WatchSettings } from './watch/watch.ts';
import { wireOf } from './testing/wire.ts';

const path = '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function setUp(watch: Partial<WatchSettings> = {}) {
  const clock = createSimClock();
  const store = createObjectStore({ now: clock.now });
  store.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' }, status: { phase: 'Active' } });
  const server = await startKubernetesServer({ store, clock, watch });
  cleanups.push(clock.stop, server.stop);
  const make = (name: string, size = 1) => {
    const metadata = { name, namespace: 'shop', annotations: { size: 'x'.repeat(size) } };
    const made = store.create(rollouts, { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata, spec: { replicas: 1 } });
    if (!made.ok) throw new Error(made.why);
    return made.object;
  };
  return { clock, store, server, make, wire: wireOf(server.kubeconfig('shop')) };
}

/** A client that asks for a watch over a bare socket; `lines` is what it has read so far. */
async function watcher(server: KubernetesServer, query = ''): Promise<{ socket: TLSSocket; lines: () => string[]; closed: () => boolean }> {
  const socket = await new Promise<TLSSocket>((resolve, reject) => {
    const made = connectTls({ port: server.port, host: '127.0.0.1', ca: server.ca }, () => resolve(made));
    made.on('error', reject);
  });
  let received = '';
  let closed = false;
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => (received += chunk));
  socket.on('close', () => (closed = true));
  socket.on('error', () => undefined);
  cleanups.push(() => socket.destroy());
  socket.write(`GET ${path}?watch=1${query} HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer ${server.tokens.viewer}\r\n\r\n`);
  await vi.waitFor(() => expect(received).toContain('200 OK'));
  return { socket, lines: () => received.match(/^\{"type":.*$/gm) ?? [], closed: () => closed };
}

const alive = async ({ wire }: Awaited<ReturnType<typeof setUp>>) => expect((await wire.send({ path: '/livez' })).text).toBe('ok');

describe('the API server of the sandbox', () => {
  it('is trusted through its own authority at its address and at localhost', async () => {
    const { server } = await setUp();
    for (const servername of ['localhost', 'kubernetes']) {
      const socket = await new Promise<TLSSocket>((resolve, reject) => {
        const made = connectTls({ port: server.port, host: '127.0.0.1', ca: server.ca, servername }, () => resolve(made));
        made.on('error', reject);
      });
      expect(socket.authorized).toBe(true);
      socket.destroy();
    }
  });

  it('writes a kubeconfig of five contexts, admin current', async () => {
    const { server } = await setUp();
    const config: unknown = JSON.parse(server.kubeconfig());
    expect(at(config, 'current-context')).toBe('admin');
    expect(at(config, 'contexts')).toMatchObject(
      ['admin', 'conductor', 'on-call', 'responder', 'viewer'].map((name) => ({ name, context: { user: name } })),
    );
  });

  it('says that its port is taken', async () => {
    const { server, store, clock } = await setUp();
    await expect(startKubernetesServer({ store, clock, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('tells 200 watches of one change, each once', async () => {
    const desk = await setUp();
    const watchers = await Promise.all(Array.from({ length: 200 }, () => watcher(desk.server)));
    desk.make('payments');
    await vi.waitFor(() => expect(watchers.every(({ lines }) => lines().length === 1)).toBe(true), { timeout: 10_000 });
    await alive(desk);
  });

  it('ends the watch of a client that stopped reading, and no other', async () => {
    const desk = await setUp({ backlog: 256 * 1024, patience: 300 });
    const good = await watcher(desk.server);
    const lazy = await watcher(desk.server);
    lazy.socket.pause();
    await vi.waitFor(
      () => {
        for (let count = 0; count < 5; count += 1) desk.make(`r${desk.store.version()}`, 100_000);
        expect(lazy.socket.readableFlowing).toBe(false);
        expect(desk.store.list(rollouts, 'shop').length).toBeGreaterThan(200);
      },
      { timeout: 20_000, interval: 20 },
    );
    const all = desk.store.list(rollouts, 'shop').length;
    await vi.waitFor(() => expect(good.lines()).toHaveLength(all), { timeout: 10_000 });
    lazy.socket.resume();
    await vi.waitFor(() => expect(lazy.closed()).toBe(true), { timeout: 10_000 });
    expect(lazy.lines().length).toBeLessThan(all);
    await alive(desk);
  });

  it('goes on from a version, and says 410 once that is compacted', async () => {
    const { server, make, store, wire } = await setUp();
    const first = make('a');
    make('b');
    const since = `&resourceVersion=${first.metadata.resourceVersion}`;
    const late = await watcher(server, since);
    await vi.waitFor(() => expect(late.lines()).toEqual([expect.stringContaining('"name":"b"')]));
    store.compact(store.version());
    const { body } = await wire.send({ path: `${path}?watch=1&timeoutSeconds=1${since}` });
    expect(body).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired', message: `too old resource version: ${first.metadata.resourceVersion} (${store.version()})` },
    });
  });

  it('sends bookmarks to who asks for them, and ends a watch on time', async () => {
    const { server, store, wire } = await setUp({ bookmarkEvery: 50 });
    const asked = await watcher(server, '&allowWatchBookmarks=true');
    await vi.waitFor(() => expect(asked.lines()[0]).toContain('"type":"BOOKMARK"'));
    expect(asked.lines()[0]).toContain(`"resourceVersion":"${store.version()}"`);
    expect((await wire.send({ path: `${path}?watch=1&timeoutSeconds=1` })).text).toBe('');
  });

  it('tells a selective watch of what starts and stops to fit', async () => {
    const { server, store, make } = await setUp();
    const selective = await watcher(server, '&labelSelector=tier%3Dgold');
    const object = make('payments');
    const label = (tier: string) => store.update(rollouts, { ...object, metadata: { ...object.metadata, labels: { tier } } });
    for (const tier of ['gold', 'gold', 'tin']) label(tier);
    await vi.waitFor(() => expect(selective.lines().map((line) => line.slice(9, 16))).toEqual(['ADDED",', 'DELETED']));
  });

  it('shows pieces of a list at one version, whatever happens in between', async () => {
    const { make, store, wire } = await setUp();
    for (const name of ['a', 'b', 'c', 'd']) make(name);
    const first = (await wire.send({ path: `${path}?limit=2` })).body;
    store.delete(rollouts, 'shop', 'c');
    make('bb');
    const next = (await wire.send({ path: `${path}?limit=2&continue=${String(at(first, 'metadata', 'continue'))}` })).body;
    expect(at(first, 'metadata', 'remainingItemCount')).toBe(2);
    expect(next).toMatchObject({
      metadata: at(first, 'metadata', 'resourceVersion') ? { resourceVersion: at(first, 'metadata', 'resourceVersion') } : {},
      items: [{ metadata: { name: 'c' } }, { metadata: { name: 'd' } }],
    });
    store.compact(store.version());
    expect((await wire.send({ path: `${path}?limit=2&continue=${String(at(first, 'metadata', 'continue'))}` })).code).toBe(410);
  });

  it('outlives whatever is thrown at it', async () => {
    const desk = await setUp();
    const { server, wire } = desk;
    for (const bytes of ['\0\0\0', 'GET / HTTP/1.1\r\n\r\n', 'x'.repeat(100_000)]) {
      const socket = await new Promise<Socket>((resolve) => {
        const made: Socket = connectTcp(server.port, '127.0.0.1', () => resolve(made));
      });
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.on('close', resolve).end(bytes));
    }
    const deep = `{"a":${'['.repeat(200_000)}`;
    const bodies = [
      deep,
      '{"__proto__":{"x":1}}',
      'null',
      '"text"',
      '[[[]]]',
      '{"metadata":7,"spec":"x"}',
      '{"metadata":{"labels":[1]},"spec":null}',
      'a: &a [*a]',
      '\u0000',
    ];
    const types = [
      'application/json',
      'application/yaml',
      'application/vnd.kubernetes.protobuf',
      'application/merge-patch+json',
      'application/json-patch+json',
      'application/apply-patch+yaml',
    ];
    desk.make('payments');
    const refused: string[] = [];
    for (const body of bodies) {
      for (const type of types) {
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
          const answer = await wire.send({
            method,
            path: `${path}${method === 'POST' ? '' : '/payments'}?fieldManager=x&dryRun=All`,
            body,
            type,
          });
          if (answer.code === 500) refused.push(`${method} ${type} ${body.slice(0, 40)}: ${String(at(answer.body, 'message'))}`);
        }
      }
    }
    expect(refused).toEqual([]);
    await alive(desk);
  });

  it('refuses ten megabytes and goes on', async () => {
    const desk = await setUp();
    const answer = await desk.wire.send({ method: 'POST', path, body: `{"a":"${'x'.repeat(10 * 1024 * 1024)}"}` });
    expect(answer.body).toMatchObject({
      code: 413,
      reason: 'RequestEntityTooLarge',
      message: 'Request entity too large: limit is 3145728',
    });
    await alive(desk);
  });
});
