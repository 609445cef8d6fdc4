import { afterEach, describe, expect, test } from 'vitest';
import { json, refuse } from './testing/servers.ts';
import { createWatching, has, line, listOf, object, opened, summary, type Route } from './testing/watching.ts';

const { stream, clear } = createWatching();
afterEach(clear);

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
    expect(news()).toEqual(['part a', 'snapshot a b', 'upsert a=3', 'upsert c=1', 'remove b', 'remove c']);
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

  test('the first page is as short as the reader asks, and the rest waits until the reader lets it', async () => {
    const rest = Promise.withResolvers<void>();
    const { until, asked } = await stream(
      {
        list: [
          (url, response) => {
            expect(url.searchParams.get('limit')).toBe('50');
            json(response, 200, listOf([object('a', '1', 'x')], '10', 'p2'));
          },
          (url, response) => {
            expect(url.searchParams.get('limit')).toBe('500');
            json(response, 200, listOf([object('b', '2', 'x')], '10'));
          },
        ],
        watch: [opened()],
      },
      { firstPage: 50, beforeNext: () => rest.promise },
    );
    await until(has('part a'));
    expect(asked).toEqual(['list']);
    rest.resolve();
    await until(has('snapshot a b'));
  });

  test('what is known whole is not told in parts when it is listed again', async () => {
    const { until, news } = await stream({
      list: [
        (_url, response) => json(response, 200, listOf([object('a', '1', 'x')], '10')),
        (_url, response) => json(response, 200, listOf([object('a', '1', 'x')], '30', 'p2')),
        (_url, response) => json(response, 200, listOf([object('b', '2', 'x')], '30')),
      ],
      watch: [(_url, response) => refuse(response, 410, 'Expired', 'too old resource version'), opened()],
    });
    await until(has('snapshot a b'));
    expect(news()).toEqual(['snapshot a', 'snapshot a b']);
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
