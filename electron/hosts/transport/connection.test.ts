import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { liveWindow, windowSize } from '#shared/contract/live-window.ts';
import { createConnectionServer } from './connection.ts';
import type { Client } from './local-client.ts';
import type { HostPort } from './message-port-channel.ts';
import { messagePortChannel } from './message-port-channel.ts';
import { createRouter } from './router.ts';
import { probeCore, silentLog } from './testing/probe-core.ts';
import { webSocketChannel } from './web-socket-channel.ts';

const session = { id: 's1', host: 'desktop' as const };
const scope = { contexts: null, namespace: null };
const target = { context: 'c', namespace: 'n', kind: 'Rollout' as const, name: 'refuse me' };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Electron's MessagePortMain, over one of Node's. */
function mainPort(port: MessagePort): HostPort {
  return {
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      return event === 'message'
        ? port.on('message', (data: unknown) => listener({ data }))
        : port.on('close', () => listener({ data: null }));
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}

function overPort() {
  const probe = probeCore();
  const { port1, port2 } = new MessageChannel();
  closers.push(() => port1.close());
  createConnectionServer(createRouter(probe.core), silentLog)(messagePortChannel(mainPort(port1)), session);
  const link = new PortLink({ port: port2, clientInterceptors: [liveWindow((text) => port2.postMessage(text))] });
  port2.start();
  return {
    ...probe,
    client: createORPCClient<Client>(link),
    raw: (message: unknown) => port2.postMessage(message),
    close: () => port2.close(),
  };
}

async function overSocket() {
  const probe = probeCore();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const serve = createConnectionServer(createRouter(probe.core), silentLog);
  server.on('connection', (socket) => serve(webSocketChannel(socket), session));
  await once(server, 'listening');
  const address = server.address();
  const socket = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  closers.push(() => {
    socket.terminate();
    server.close();
  });
  await once(socket, 'open');
  const link = new SocketLink({ websocket: socket as never, clientInterceptors: [liveWindow((text) => socket.send(text))] });
  const raw = (message: unknown) => socket.send(message as never);
  return { ...probe, client: createORPCClient<Client>(link), raw, close: () => socket.close(), socket };
}

describe.each([
  ['a message port', async () => overPort()],
  ['a WebSocket', overSocket],
])('the router over %s', (_name, connect) => {
  test("hands every call's path and raw input to the core, with the session", async () => {
    const { client, seen } = await connect();
    expect(await client.rollouts.list(scope)).toEqual({ ok: true, value: 'rollouts.list' });
    expect(seen).toEqual([{ path: 'rollouts.list', input: scope, session }]);
  });

  test('a bad input comes back as a value that names the field, not as an exception', async () => {
    const { client } = await connect();
    expect(await client.rollouts.get({ target: 'nonsense' as never })).toEqual({
      ok: false,
      error: { kind: 'invalid', message: 'target: expected an object', field: 'target' },
    });
  });

  test('a bug of ours is an error without its inner words', async () => {
    const { client } = await connect();
    await expect(client.audit.verify({})).rejects.toThrow('Internal server error');
  });

  test('a refused subscription tells why', async () => {
    const { client } = await connect();
    const error = await (async () => {
      for await (const _message of await client.rollback.watch({ target })) return null;
      return null;
    })().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ORPCError);
    expect((error as ORPCError<string, unknown>).data).toMatchObject({ kind: 'invalid', field: 'target' });
  });

  test('a reader that stops taking makes the producer hold no more than a window', async () => {
    const { client, state } = await connect();
    const messages = await client.rollouts.watch(scope);
    await messages.next();
    await vi.waitFor(() => expect(state.pulled).toBeGreaterThanOrEqual(windowSize));
    await turns(500);
    expect(state.pulled).toBeLessThanOrEqual(windowSize + 2);
    await messages.return?.();
  });

  test('a reader that goes on taking gets all, in order', async () => {
    const { client } = await connect();
    const got: number[] = [];
    for await (const message of await client.rollouts.watch(scope)) {
      got.push(message.at);
      if (got.length === 200) break;
    }
    expect(got).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  test('leaving the loop ends the subscription in the core, even a held one', async () => {
    const { client, state } = await connect();
    const stop = new AbortController();
    const messages = await client.rollouts.watch(scope, { signal: stop.signal });
    await messages.next();
    expect(state.open).toBe(1);
    stop.abort();
    await vi.waitFor(() => expect(state.open).toBe(0));
  });

  test('a closed connection ends its subscriptions', async () => {
    const { client, state, close } = await connect();
    const messages = await client.rollouts.watch(scope);
    await messages.next();
    close();
    await vi.waitFor(() => expect(state.open).toBe(0));
  });

  test('garbage is dropped and the connection goes on', async () => {
    const { client, raw } = await connect();
    const garbage = [
      '',
      '{',
      'null',
      '[]',
      '{"i":1}',
      '{"i":"1","p":null}',
      '{"i":"2","p":{"u":"http://elsewhere/"}}',
      '{"i":"3","t":3,"p":{"e":"message"}}',
    ];
    for (const message of [...garbage, Buffer.from([0xff, 0xfe, 0x00]), 'x'.repeat(100_000)]) raw(message);
    expect(await client.rollouts.list(scope)).toMatchObject({ ok: true });
  });
});

test('a browser that is frozen, its socket full, holds back the producer', async () => {
  const { client, state, socket } = await overSocket();
  const messages = await client.rollouts.watch(scope);
  await messages.next();
  socket.pause();
  await turns(500);
  const held = state.pulled;
  await turns(500);
  expect(state.pulled).toBe(held);
});

/** Lets the event loop turn: time for a greedy producer to run away. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
