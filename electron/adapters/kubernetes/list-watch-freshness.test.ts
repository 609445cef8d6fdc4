import { afterEach, describe, expect, test } from 'vitest';
import { json, refuse, serve, serveTcp } from './testing/servers.ts';
import { createWatching, has, line, listOf, object, opened } from './testing/watching.ts';

const { stream, reader, later, clear } = createWatching();
afterEach(clear);

describe('the freshness of a list-watch', () => {
  test('each probe that is answered is a sign of life while its watch is open', async () => {
    const { until, events } = await stream(
      { list: [(_url, response) => json(response, 200, listOf([], '1'))], watch: [opened()] },
      { factor: 8 },
    );
    await until((all) => all.filter((event) => event.type === 'alive').length >= 5);
    const signs = events.filter((event) => event.type === 'alive').map((event) => event.at);
    for (let index = 1; index < signs.length; index += 1) expect((signs[index] ?? 0) - (signs[index - 1] ?? 0)).toBeLessThan(4_200);
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
    later(server.close);
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
