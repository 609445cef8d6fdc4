import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clustered, timeTicks } from './time-ticks.ts';

test('twelve minutes have a tick every two minutes, an hour every ten', () => {
  expect(timeTicks(30_000, 750_000).map((at) => at / 60_000)).toEqual([2, 4, 6, 8, 10, 12]);
  expect(timeTicks(0, 3_600_000)).toHaveLength(7);
});

property.prop([fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: -10, max: 4e11 })])(
  'never more than asked for, all inside, in order',
  (from, span) => {
    const ticks = timeTicks(from, from + span);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks.every((at) => at >= from && at <= from + span)).toBe(true);
    expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
  },
);

test('events that would cover each other share a mark; none is lost', () => {
  const at = [0, 5, 12, 50, 100].map((moment) => ({ at: moment }));
  expect(clustered(at, 0, 100, 0.1).map((cluster) => cluster.length)).toEqual([2, 1, 1, 1]);
  expect(clustered(at.toReversed(), 0, 100, 0.1).flat()).toHaveLength(5);
  expect(clustered([], 0, 100, 0.1)).toEqual([]);
});
