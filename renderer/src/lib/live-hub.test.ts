// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { createClock } from './clock.ts';
import { createConnectionStore } from './connection-store.ts';
import type { LiveState } from './fold.ts';
import { createLiveHub } from './live-hub.ts';

const key = ['live', 'numbers'];

/** A subscription pushed by hand. */
function source() {
  const opened: { push: (message: LiveMessage<number>) => void; end: () => void; signal: AbortSignal }[] = [];
  const open = async (signal: AbortSignal): Promise<AsyncIterable<LiveMessage<number>>> => {
    const stream = new TransformStream<LiveMessage<number>, LiveMessage<number>>();
    const writer = stream.writable.getWriter();
    opened.push({ push: (message) => void writer.write(message), end: () => void writer.close(), signal });
    return stream.readable.values();
  };
  return { open, opened };
}

function desk() {
  const queries = new QueryClient();
  const connection = createConnectionStore('open');
  const clock = createClock({ now: () => 0, every: () => () => {} });
  const pictures: (() => void)[] = [];
  const waits: (() => void)[] = [];
  const hub = createLiveHub(queries, clock, connection, {
    next: (run) => pictures.push(run),
    wait: () => new Promise((resolve) => waits.push(resolve)),
  });
  const picture = () => {
    for (const run of pictures.splice(0)) run();
  };
  const state = () => queries.getQueryData<LiveState<number>>(key);
  return { hub, connection, picture, pictures, state, waits };
}

const snapshot: LiveMessage<number> = { type: 'snapshot', at: 5, items: [['a', 1]] };

test('messages of one picture land in the cache together', async () => {
  const { hub, picture, pictures, state } = desk();
  const { open, opened } = source();
  const stop = hub.follow(key, open);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  opened[0]?.push(snapshot);
  opened[0]?.push({ type: 'patch', at: 6, set: [['b', 2]], removed: [] });
  opened[0]?.push({ type: 'patch', at: 7, set: [['c', 3]], removed: [] });
  await vi.waitFor(() => expect(pictures).toHaveLength(1));
  await vi.waitFor(() => {
    picture();
    expect([...(state()?.items ?? [])]).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });
  stop();
});

test('the first word waits for no picture: whoever draws next has it', async () => {
  const { hub, pictures, state } = desk();
  const { open, opened } = source();
  const stop = hub.follow(key, open);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  opened[0]?.push(snapshot);
  await vi.waitFor(() => expect(state()?.items.get('a')).toBe(1));
  expect(pictures).toHaveLength(0);
  stop();
});

test('two followers share one subscription; the last one to leave ends it', async () => {
  const { hub } = desk();
  const { open, opened } = source();
  const first = hub.follow(key, open);
  const second = hub.follow(key, open);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  first();
  first();
  expect(opened[0]?.signal.aborted).toBe(false);
  second();
  expect(opened[0]?.signal.aborted).toBe(true);
});

test('broken off, it keeps the last known, says so, and asks again as soon as the road is back', async () => {
  const { hub, connection, picture, state } = desk();
  const { open, opened } = source();
  const stop = hub.follow(key, open);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  opened[0]?.push(snapshot);
  await vi.waitFor(() => {
    picture();
    expect(state()?.status).toBe('live');
  });
  connection.set('lost');
  opened[0]?.end();
  await vi.waitFor(() => expect(state()?.status).toBe('lost'));
  expect(state()?.items.get('a')).toBe(1);
  connection.set('open');
  await vi.waitFor(() => expect(opened).toHaveLength(2));
  stop();
});

test('what changes in a quiet time is known at once and asks for no picture', async () => {
  const { hub, picture, pictures, state } = desk();
  const { open, opened } = source();
  const time = vi.spyOn(performance, 'now').mockReturnValue(0);
  const stop = hub.follow(key, open);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  opened[0]?.push(snapshot);
  await vi.waitFor(() => expect(state()?.items.get('a')).toBe(1));
  picture();
  time.mockReturnValue(2_000);
  opened[0]?.push({ type: 'patch', at: 2_005, set: [['a', 2]], removed: [] });
  await vi.waitFor(() => expect(state()?.items.get('a')).toBe(2));
  expect(pictures).toHaveLength(0);
  time.mockRestore();
  stop();
});
