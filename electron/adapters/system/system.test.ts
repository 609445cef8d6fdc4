import { describe, expect, test } from 'vitest';
import { createRandomIds } from './random-ids.ts';
import { sha256Hex } from './sha256.ts';
import { createSystemClock } from './system-clock.ts';

describe('ids', () => {
  test('are UUIDs of version 7 that carry the time', () => {
    const id = createRandomIds(() => 0x0123_4567_89ab).next();
    expect(id).toMatch(/^01234567-89ab-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('sort in the order they were made, even many in one millisecond and when the clock goes back', () => {
    const times = [5, 5, 4, ...Array.from({ length: 10_000 }, () => 6)];
    const ids = createRandomIds(() => times.shift() ?? 7);
    const made = Array.from({ length: 10_003 }, () => ids.next());
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('the clock', () => {
  test('sleeps no longer than its signal lets it', async () => {
    const clock = createSystemClock();
    const stop = new AbortController();
    const sleeping = clock.sleep(600_000, stop.signal);
    stop.abort();
    await sleeping;
    await clock.sleep(600_000, stop.signal);
  });

  test('a sleep of nothing is one turn of the loop: what was due before comes first', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('due before'));
    await createSystemClock().sleep(0);
    expect([...order, 'awake']).toEqual(['due before', 'awake']);
  });

  test('measures spans forwards', async () => {
    const clock = createSystemClock();
    const before = clock.monotonic();
    await clock.sleep(5);
    expect(clock.monotonic() - before).toBeGreaterThan(3);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
  });
});

test('a hash is the SHA-256 of the UTF-8 text', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('é')).not.toBe(sha256Hex('e'));
});
