import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { liveWindow } from '#shared/contract/live-window.ts';
import type { Client } from '../../transport/local-client.ts';
import { holdDesk, type HeldDesk } from './hold-desk.ts';
import type { Question } from './words.ts';

const threads: Worker[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.terminate();
});

const newHome = () => mkdtempSync(join(tmpdir(), 'rcc-desk-thread-'));

function hold(answer: (question: Question) => Promise<unknown> = async () => null) {
  const kept = new Int32Array(new SharedArrayBuffer(4));
  const env = { ...process.env, KUBECONFIG: '/nowhere' };
  const thread = new Worker(join(import.meta.dirname, 'testing/desk-thread.ts'), { env, workerData: kept });
  threads.push(thread);
  const lost: string[] = [];
  return { thread, lost, kept, desk: holdDesk(thread, answer, (why) => lost.push(why)) };
}

function clientOf(desk: HeldDesk) {
  const port = desk.serve('page-1');
  const link = new RPCLink({ port, clientInterceptors: [liveWindow((text) => port.postMessage(text))] });
  port.start();
  return { port, client: createORPCClient<Client>(link) };
}

describe('the desk on its own thread', () => {
  test('a page asks before it is open and is answered once it is; told to stop, it has stopped', async () => {
    const { desk, lost } = hold();
    const { client } = clientOf(desk);
    const asked = client.connections.settings({});
    expect(await desk.open({ argv: [], home: newHome(), packaged: false })).toEqual({ ok: true, value: undefined });
    expect(await asked).toMatchObject({ ok: true });
    await desk.stop();
    expect(lost).toEqual([]);
  });

  test('a page that closed its port hears no more, and the next one is served', async () => {
    const { desk } = hold();
    const first = clientOf(desk);
    await desk.open({ argv: [], home: newHome(), packaged: false });
    await first.client.connections.settings({});
    first.port.close();
    expect(await clientOf(desk).client.connections.settings({})).toMatchObject({ ok: true });
    await desk.stop();
  });

  test('what was told wrongly on the command line is refused with its field, and stopping does not hang', async () => {
    const kubeconfig = join(newHome(), 'kubeconfig');
    const context = { name: 'here', context: { cluster: 'c', user: 'u' } };
    const cluster = { name: 'c', cluster: { server: 'https://127.0.0.1:1' } };
    writeFileSync(kubeconfig, JSON.stringify({ clusters: [cluster], contexts: [context], users: [{ name: 'u', user: {} }] }));
    const { desk } = hold();
    const argv = ['--kubeconfig', kubeconfig, '--context', 'elsewhere'];
    expect(await desk.open({ argv, home: newHome(), packaged: false })).toMatchObject({
      ok: false,
      error: { kind: 'invalid', field: 'context', message: expect.stringContaining('It has: here.') },
    });
    await desk.stop();
  });

  test('the sandbox is asked of the main thread, and its refusal is the desk’s', async () => {
    const questions: Question[] = [];
    const { desk } = hold(async (question) => {
      questions.push(question);
      return { ok: false, error: { kind: 'internal', message: 'The sandbox is not built.' } };
    });
    expect(await desk.open({ argv: ['--sandbox', '--speed', '3'], home: newHome(), packaged: false })).toMatchObject({
      ok: false,
      error: { message: 'The sandbox is not built.' },
    });
    expect(questions).toEqual([{ what: 'sandbox-start', args: ['--speed', '3'] }]);
  });

  test('a thread that ends by itself is said, and nobody waits for it', async () => {
    const { desk, thread, lost } = hold();
    const opening = desk.open({ argv: [], home: newHome(), packaged: false });
    await opening;
    await thread.terminate();
    await desk.stop();
    expect(lost).toEqual(['exit 1']);
  });

  test('a thread that is ended on the way out is no bug, however far it had come', async () => {
    for (const opened of [false, true]) {
      const { desk, thread, lost } = hold();
      const opening = desk.open({ argv: [], home: newHome(), packaged: false });
      if (opened) await opening;
      await desk.end();
      expect(thread.threadId).toBe(-1);
      expect(lost).toEqual([]);
    }
  });

  test('a line for the log goes over whatever was thrown: what no thread can take is named, and a secret stays here', async () => {
    const { desk, thread } = hold();
    const over = vi.spyOn(thread, 'postMessage');
    desk.log.warn('Not caught', { error: { code: 7, retry: () => {}, token: 's3cret' } });
    expect(over.mock.results).toEqual([{ type: 'return', value: undefined }]);
    expect(over.mock.lastCall?.[0]).toEqual({
      type: 'log',
      level: 'warn',
      message: 'Not caught',
      facts: { error: { code: 7, retry: 'function retry', token: '[redacted]' } },
    });
    await desk.end();
  });

  test('compiled code that a full disk does not take costs the desk nothing but that', async () => {
    const { desk, lost, kept } = hold();
    await desk.open({ argv: [], home: newHome(), packaged: false });
    await vi.waitFor(() => expect(Atomics.load(kept, 0)).toBe(1));
    // The thread ends itself on what nobody caught.
    expect(await clientOf(desk).client.connections.settings({})).toMatchObject({ ok: true });
    await desk.stop();
    expect(lost).toEqual([]);
  });
});
