import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listWatch } from './list-watch.ts';
import { fastClock } from './testing/clocks.ts';
import { clientOf, type TestClientOptions } from './testing/contexts.ts';
import { json, refuse, serve, serveTcp } from './testing/servers.ts';
import type { StreamEvent } from './watch/stream-event.ts';

interface Item {
  readonly name: string;
  readonly size: number;
}

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const Thing = z.object({ metadata: z.object({ name: z.string() }), data: z.string().optional() });

function parse(raw: unknown): Item | null {
  const { metadata, data } = Thing.parse(raw);
  return data === undefined ? null : { name: metadata.name, size: data.length };
}

const object = (name: string, resourceVersion: string, data?: string) => ({
  metadata: { name, uid: `uid-${name}`, resourceVersion },
  data,
});
const listOf = (items: object[], resourceVersion: string, next = '') => ({ metadata: { resourceVersion, continue: next }, items });
const line = (type: string, value: object) => `${JSON.stringify({ type, object: value })}\n`;

type Route = (url: URL, response: ServerResponse) => void;

/** A list-watch on a server of the test's own; `list` and `watch` answer in turn, the last one again and again. */
async function stream(routes: { list: Route[]; watch: Route[] }, options: TestClientOptions & { factor?: number } = {}) {
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
  open.push(() => server.close());
  return { ...reader(server.url, options), server, asked };
}

function reader(url: string, options: TestClientOptions & { factor?: number }) {
  const { factor = 1 } = options;
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
  });
  open.push(async () => {
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

function summary(event: StreamEvent<Item>): string {
  if (event.type === 'snapshot') return `snapshot ${event.items.map((item) => item.name).join(' ')}`.trim();
  if (event.type === 'upsert') return `upsert ${event.item.name}=${event.item.size}`;
  if (event.type === 'remove') return `remove ${event.key}`;
  return event.type === 'silent' ? `silent ${event.error.kind}` : event.type;
}

/** Opens a watch, writes these lines, and keeps it open. */
const opened =
  (...lines: string[]): Route =>
  (_url, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    for (const each of lines) response.write(each);
  };

const has = (text: string) => (events: readonly StreamEvent<Item>[]) => events.some((event) => summary(event) === text);

describe('a list-watch', () => {
  test('lists in pages, then tells what changes', async () => {
    const { until, news, asked } = await stream({
      list: [
        (url, response) => {
          expect([url.searchParams.get('limit'), url.searchParams.get('labelSelector')]).toEqual(['500', 'app=a']);
          json(response, 200, listOf([object('a', '1', 'x')], '10', 'next page'));
        },
        (_url, response) => json(response, 200, listOf([object('b', '2', 'xx'), object('no-interest', '3')], '10')),
      ],
      watch: [
        opened(
          line('MODIFIED', object('a', '11', 'xyz')),
          line('ADDED', object('c', '12', 'x')),
          line('MODIFIED', object('no-interest', '13')),
          line('DELETED', object('b', '14', 'xx')),
          line('MODIFIED', object('c', '15')),
        ),
      ],
    });
    await until(has('remove c'));
    expect(news()).toEqual(['snapshot a b', 'upsert a=3', 'upsert c=1', 'remove b', 'remove c']);
    expect(asked).toEqual(['list', 'list next page', 'watch 10']);
  });

  test('goes on where it was after a peaceful end, from bookmarks too, without listing again', async () => {
    const { until, news, asked } = await stream({
      list: [(_url, response) => json(response, 200, listOf([], '10'))],
      watch: [
        (_url, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(line('BOOKMARK', object('', '20'))),
        (_url, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(line('ADDED', object('a', '21', 'x'))),
        opened(line('ADDED', object('b', '22', 'x'))),
      ],
    });
    await until(has('upsert b=1'));
    expect(news()).toEqual(['snapshot', 'upsert a=1', 'upsert b=1']);
    expect(asked).toEqual(['list', 'watch 10', 'watch 20', 'watch 21']);
  });

  test('goes on where it was after a reset in mid-watch, an object cut in half', async () => {
    const { until, asked, news } = await stream({
      list: [(_url, response) => json(response, 200, listOf([], '10'))],
      watch: [
        (_url, response) => {
          response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
          const text = line('ADDED', object('a', '11', 'x')) + line('ADDED', object('b', '12', 'x')).slice(0, 30);
          response.write(text, () => response.socket?.resetAndDestroy());
        },
        opened(line('ADDED', object('b', '12', 'x'))),
      ],
    });
    await until(has('upsert b=1'));
    expect(news()).toEqual(['snapshot', 'upsert a=1', 'upsert b=1']);
    expect(asked).toEqual(['list', 'watch 10', 'watch 11']);
  });

  test.each([
    ['an ERROR event', opened(line('ERROR', { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' }))],
    ['the answer itself', ((_url, response) => refuse(response, 410, 'Expired', 'too old resource version')) satisfies Route],
  ])('lists again when the server forgot its place (410 as %s)', async (_name, gone) => {
    const { until, asked, news } = await stream({
      list: [
        (_url, response) => json(response, 200, listOf([object('a', '1', 'x')], '10')),
        (_url, response) => json(response, 200, listOf([object('b', '2', 'x')], '30')),
      ],
      watch: [
        (url, response) => {
          gone(url, response);
          if (!response.writableEnded) response.end();
        },
        opened(),
      ],
    });
    await until(has('snapshot b'));
    await until((events) => events.at(-1)?.type === 'alive');
    expect(news()).toEqual(['snapshot a', 'snapshot b']);
    expect(asked.slice(0, 3)).toEqual(['list', 'watch 10', 'list']);
  });

  test('starts the list again when the server forgets it between two pages', async () => {
    const { until, asked } = await stream({
      list: [
        (_url, response) => json(response, 200, listOf([object('a', '1', 'x')], '10', 'p2')),
        (_url, response) => refuse(response, 410, 'Expired', 'The provided continue parameter is too old'),
        (_url, response) => json(response, 200, listOf([object('b', '2', 'x')], '12')),
      ],
      watch: [opened()],
    });
    await until(has('snapshot b'));
    expect(asked.slice(0, 3)).toEqual(['list', 'list p2', 'list']);
  });

  test.each([
    [403, 'Forbidden', 'silent forbidden'],
    [404, 'NotFound', 'silent not-found'],
    [401, 'Unauthorized', 'silent unauthenticated'],
  ])('tells %i at once in the words of the cluster, and recovers by itself', async (code, reason, told) => {
    const { until, events, news } = await stream(
      {
        list: [
          (_url, response) => refuse(response, code, reason, 'rollouts is forbidden'),
          (_url, response) => json(response, 200, listOf([], '1')),
        ],
        watch: [opened()],
      },
      { factor: 5 },
    );
    await until(has('snapshot'));
    expect(news()).toEqual([told, 'snapshot']);
    expect(events[0]).toMatchObject({ type: 'silent', error: { upstream: { text: 'rollouts is forbidden' } } });
  });

  test('honours Retry-After', async () => {
    let refusedAt = 0;
    let waited = 0;
    const { until } = await stream(
      {
        list: [
          (_url, response) => {
            refusedAt = performance.now();
            refuse(response, 429, 'TooManyRequests', 'slow down', { 'retry-after': '5' });
          },
          (_url, response) => {
            waited = (performance.now() - refusedAt) * 50;
            json(response, 200, listOf([], '1'));
          },
        ],
        watch: [opened()],
      },
      { factor: 50 },
    );
    await until(has('snapshot'));
    expect(waited).toBeGreaterThanOrEqual(4_900);
  });

  test('garbage in a watch is survived', async () => {
    const { until, news } = await stream(
      {
        list: [(_url, response) => json(response, 200, listOf([], '10'))],
        watch: [opened('garbage\n', line('ADDED', object('lost', '11', 'x'))), opened(line('ADDED', object('a', '11', 'x')))],
      },
      { factor: 5 },
    );
    await until(has('upsert a=1'));
    expect(news().at(-1)).toBe('upsert a=1');
  });

  test('a reader that throws, in parse or on an event, does not end the stream', async () => {
    const { until, events } = await stream({
      list: [(_url, response) => json(response, 200, listOf([{ nothing: true }, object('a', '1', 'x')], '10'))],
      watch: [opened(line('ADDED', { broken: 1 }), line('ADDED', object('b', '12', 'x')))],
    });
    await until(has('upsert b=1'));
    expect(events.some((event) => summary(event) === 'snapshot a')).toBe(true);
  });

  test('a server that closes every watch at once is not asked in a tight loop', async () => {
    const { until, asked } = await stream(
      {
        list: [(_url, response) => json(response, 200, listOf([], '10'))],
        watch: [(_url, response) => response.writeHead(200, { 'content-type': 'application/json' }).end()],
      },
      { factor: 5 },
    );
    await until((events) => events.length > 0 && (events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0) > 10_000);
    // Full jitter at 0.5: 0.25, 0.5, 1, 2, 4, 8 s.
    expect(asked.length).toBeLessThan(8);
  });

  test('ends when its signal fires, and tells nothing after', async () => {
    const { until, events, stop } = await stream(
      { list: [(_url, response) => json(response, 200, listOf([], '1'))], watch: [opened()] },
      { factor: 5 },
    );
    await until(has('snapshot'));
    stop.abort();
    const told = events.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(events.length).toBe(told);
  });
});

describe('the freshness of a list-watch', () => {
  test('each probe that is answered is a sign of life while its watch is open', async () => {
    const { until, events } = await stream(
      { list: [(_url, response) => json(response, 200, listOf([], '1'))], watch: [opened()] },
      { factor: 8 },
    );
    await until((all) => all.filter((event) => event.type === 'alive').length >= 5);
    const signs = events.filter((event) => event.type === 'alive').map((event) => event.at);
    for (let index = 1; index < signs.length; index += 1) expect((signs[index] ?? 0) - (signs[index - 1] ?? 0)).toBeLessThan(4_500);
    expect(events.some((event) => event.type === 'silent')).toBe(false);
  });

  test('a server that cannot be reached is told at once, with the reason, and the stream recovers when it is there', async () => {
    const placeholder = await serveTcp(() => undefined);
    const { port } = placeholder;
    await placeholder.close();
    const { until, events, news } = reader(`http://127.0.0.1:${port}`, { factor: 5 });
    await until(has('silent unreachable'));
    expect(events[0]).toMatchObject({ type: 'silent', error: { upstream: { text: expect.stringContaining('ECONNREFUSED') } } });
    const server = await serve(
      (request, response) =>
        request.url?.includes('watch=true') ? opened()(new URL('http://x'), response) : json(response, 200, listOf([], '1')),
      undefined,
      port,
    );
    open.push(() => server.close());
    await until(has('snapshot'));
    await until((all) => all.at(-1)?.type === 'alive');
    expect(news().at(-1)).toBe('snapshot');
  });

  test('a stream that stays deaf for 90 s while probes are answered is opened again from where it was', async () => {
    const { until, asked } = await stream(
      {
        list: [(_url, response) => json(response, 200, listOf([], '1'))],
        watch: [opened(line('ADDED', object('a', '2', 'x'))), opened(line('ADDED', object('b', '3', 'x')))],
      },
      { factor: 100 },
    );
    await until(has('upsert b=1'));
    expect(asked).toEqual(['list', 'watch 1', 'watch 2']);
  });

  test('a watch that is refused after a good snapshot says so at once', async () => {
    const { until, news } = await stream(
      {
        list: [(_url, response) => json(response, 200, listOf([], '1'))],
        watch: [(_url, response) => refuse(response, 403, 'Forbidden', 'cannot watch'), opened()],
      },
      { factor: 5 },
    );
    await until((events) => has('silent forbidden')(events) && events.at(-1)?.type === 'alive');
    expect(news()).toEqual(['snapshot', 'silent forbidden']);
  });
});
