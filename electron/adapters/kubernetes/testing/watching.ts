import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { listWatch } from '../list-watch.ts';
import type { Paging } from '../watch/list-pages.ts';
import type { StreamEvent } from '../watch/stream-event.ts';
import { fastClock } from './clocks.ts';
import { clientOf, type TestClientOptions } from './contexts.ts';
import { json, serve } from './servers.ts';

export interface Item {
  readonly name: string;
  readonly size: number;
}

const Thing = z.object({ metadata: z.object({ name: z.string() }), data: z.string().optional() });

function parse(raw: unknown): Item | null {
  const { metadata, data } = Thing.parse(raw);
  return data === undefined ? null : { name: metadata.name, size: data.length };
}

export const object = (name: string, resourceVersion: string, data?: string) => ({
  metadata: { name, uid: `uid-${name}`, resourceVersion },
  data,
});
export const listOf = (items: object[], resourceVersion: string, next = '') => ({ metadata: { resourceVersion, continue: next }, items });
export const line = (type: string, value: object) => `${JSON.stringify({ type, object: value })}\n`;

export type Route = (url: URL, response: ServerResponse) => void;

export function summary(event: StreamEvent<Item>): string {
  if (event.type === 'snapshot') return `snapshot ${event.items.map((item) => item.name).join(' ')}`.trim();
  if (event.type === 'part') return `part ${event.items.map((item) => item.name).join(' ')}`.trim();
  if (event.type === 'upsert') return `upsert ${event.item.name}=${event.item.size}`;
  if (event.type === 'remove') return `remove ${event.key}`;
  return event.type === 'silent' ? `silent ${event.error.kind}` : event.type;
}

/** Opens a watch, writes these lines, and keeps it open. */
export const opened =
  (...lines: string[]): Route =>
  (_url, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    for (const each of lines) response.write(each);
  };

export const has = (text: string) => (events: readonly StreamEvent<Item>[]) => events.some((event) => summary(event) === text);

type WatchingOptions = TestClientOptions & { factor?: number } & Pick<Paging<Item>, 'firstPage' | 'beforeNext'>;

/** List-watches of one test; `clear` after each test ends them all. */
export function createWatching() {
  const closers: (() => Promise<unknown>)[] = [];

  /** A list-watch on a server of the test's own; `list` and `watch` answer in turn, the last one again and again. */
  async function stream(routes: { list: Route[]; watch: Route[] }, options: WatchingOptions = {}) {
    const asked: string[] = [];
    const server = await serve((request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      if (url.pathname === '/version') return json(response, 200, {});
      const watching = url.searchParams.has('watch');
      asked.push(watching ? `watch ${url.searchParams.get('resourceVersion')}` : `list ${url.searchParams.get('continue') ?? ''}`.trim());
      const turns = watching ? routes.watch : routes.list;
      const turn = turns.length > 1 ? turns.shift() : turns[0];
      turn?.(url, response);
    });
    closers.push(server.close);
    return { ...reader(server.url, options), server, asked };
  }

  function reader(url: string, options: WatchingOptions) {
    const { factor = 1, firstPage, beforeNext } = options;
    const clock = fastClock(factor);
    // Deadlines in real time: a busy machine must not turn a fast clock into an unreachable server.
    const deadlines = { connectMs: 5_000 * factor, answerMs: 10_000 * factor, probeMs: 2_000 * factor };
    const client = clientOf(url, { clock, deadlines, ...options });
    const events: StreamEvent<Item>[] = [];
    const waiting = new Set<() => void>();
    const controller = new AbortController();
    const ended = listWatch({
      client,
      path: '/api/v1/things',
      labelSelector: 'app=a',
      parse,
      keyOf: (item) => item.name,
      onEvent: (event: StreamEvent<Item>) => {
        events.push(event);
        for (const look of waiting) look();
      },
      signal: controller.signal,
      clock,
      random: () => 0.5,
      firstPage,
      beforeNext,
    });
    closers.push(async () => {
      controller.abort();
      await ended;
      await client.dispose();
    });
    /** Waits until the events say so. */
    const until = (found: (events: readonly StreamEvent<Item>[]) => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = () => {
          if (!found(events)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    const news = () => events.filter((event) => event.type !== 'alive').map((event) => summary(event));
    return { events, until, news, stop: controller };
  }

  async function clear(): Promise<void> {
    for (const close of closers.splice(0).toReversed()) await close();
  }

  return { stream, reader, later: (close: () => Promise<unknown>) => void closers.push(close), clear };
}
