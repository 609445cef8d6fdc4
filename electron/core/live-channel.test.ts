import { describe, expect, it } from 'vitest';
import { createLiveChannel } from './live-channel.ts';
import type { Clock } from './ports/clock.ts';

/** A clock whose sleepers wake only when told. */
function handClock() {
  const sleepers = new Set<() => void>();
  const clock: Clock = {
    now: () => 1_000,
    monotonic: () => 1_000,
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        sleepers.add(resolve);
        signal?.addEventListener('abort', () => resolve());
      }),
  };
  return { clock, wakeAll: () => [...sleepers].forEach((wake) => wake()) };
}

async function next<V>(messages: AsyncIterator<V>): Promise<V> {
  const { value, done } = await messages.next();
  if (done === true) throw new Error('the subscription ended');
  return value;
}

describe('a live channel', () => {
  it('begins with all it knows and goes on with what changed', async () => {
    const channel = createLiveChannel<number>(handClock().clock);
    channel.set('a', 1);
    const reader = channel.subscribe(new AbortController().signal)[Symbol.asyncIterator]();
    expect(await next(reader)).toEqual({ type: 'snapshot', at: 1_000, items: [['a', 1]] });
    channel.set('b', 2);
    expect(await next(reader)).toEqual({ type: 'patch', at: 1_000, set: [['b', 2]], removed: [] });
    channel.remove('a');
    expect(await next(reader)).toEqual({ type: 'patch', at: 1_000, set: [], removed: ['a'] });
  });

  it('merges per key for a reader that was away: one patch with the newest values, however many changes', async () => {
    const channel = createLiveChannel<number>(handClock().clock);
    const reader = channel.subscribe(new AbortController().signal)[Symbol.asyncIterator]();
    await next(reader);
    for (let value = 0; value < 20_000; value += 1) channel.set(`key-${value % 3}`, value);
    const patch = await next(reader);
    expect(patch).toMatchObject({ type: 'patch', removed: [] });
    expect(patch.type === 'patch' && patch.set.length).toBe(3);
    expect(patch.type === 'patch' && new Map(patch.set).get('key-2')).toBe(19_997);
  });

  it('does not tell a reader of a key that came and went while it was away', async () => {
    const channel = createLiveChannel<number>(handClock().clock);
    const reader = channel.subscribe(new AbortController().signal)[Symbol.asyncIterator]();
    await next(reader);
    channel.set('ghost', 1);
    channel.remove('ghost');
    channel.set('a', 1);
    expect(await next(reader)).toMatchObject({ set: [['a', 1]], removed: [] });
  });

  it('shows each reader only what it accepts, and takes away what it no longer accepts', async () => {
    const channel = createLiveChannel<number>(handClock().clock);
    const even = channel.subscribe(new AbortController().signal, { accepts: (_key, value) => value % 2 === 0 })[Symbol.asyncIterator]();
    await next(even);
    channel.set('a', 2);
    expect(await next(even)).toMatchObject({ set: [['a', 2]] });
    channel.set('a', 3);
    expect(await next(even)).toMatchObject({ set: [], removed: ['a'] });
  });

  it('says something when nothing changes, if asked for a heartbeat', async () => {
    const { clock, wakeAll } = handClock();
    const reader = createLiveChannel<number>(clock).subscribe(new AbortController().signal, { heartbeatMs: 2_000 })[Symbol.asyncIterator]();
    await next(reader);
    const beat = next(reader);
    wakeAll();
    expect(await beat).toMatchObject({ type: 'patch', set: [], removed: [] });
  });

  it('ends when its reader goes, and forgets it', async () => {
    const channel = createLiveChannel<number>(handClock().clock);
    const leaving = new AbortController();
    const reader = channel.subscribe(leaving.signal)[Symbol.asyncIterator]();
    await next(reader);
    const waiting = reader.next();
    leaving.abort();
    expect((await waiting).done).toBe(true);
    expect(channel.subscribers).toBe(0);
  });
});
