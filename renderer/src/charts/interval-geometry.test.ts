import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corridor, corridorX, intervalAxis, niceAxis, signedText } from './interval-geometry.ts';

describe('the corridor', () => {
  test('is linear inside its tolerance and logarithmic outside, the same on both sides', () => {
    expect([0, 0.5, 1, -1].map(corridorX)).toEqual([64, 71.5, 79, 49]);
    expect(corridorX(79.6)).toBe(125);
    expect(corridorX(-3.58)).toBe(35.6);
  });

  property.prop([fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: -1e9, max: 1e9, noNaN: true })])(
    'never turns an order around and never leaves the drawing',
    (a, b) => {
      const [left, right] = [corridorX(Math.min(a, b)), corridorX(Math.max(a, b))];
      expect(left).toBeLessThanOrEqual(right);
      expect(left >= 0 && right <= corridor.width).toBe(true);
    },
  );
});

describe('the wide axis', () => {
  test('has round ticks and holds zero, the tolerance and the whole interval', () => {
    expect(intervalAxis({ low: 37.9, estimate: 39.8, high: 41.7, tolerance: 0.5 }).ticks).toEqual([0, 10, 20, 30, 40]);
    expect(intervalAxis({ low: -0.02, estimate: 0.01, high: 0.04, tolerance: 0.1 }).ticks).toEqual([-0.1, -0.05, 0, 0.05, 0.1]);
  });

  property.prop([fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true })])(
    'covers what it was asked to, with a handful of ticks in order',
    (low, span) => {
      const { from, to, ticks } = niceAxis(low, low + span);
      const slack = Math.max(Math.abs(from), Math.abs(to)) * 1e-9;
      expect(from).toBeLessThanOrEqual(low + slack);
      expect(to).toBeGreaterThanOrEqual(low + span - slack);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(9);
      expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
    },
  );
});

test.each([
  [39.8, '+39.8'],
  [-0.44, '−0.4'],
  [0.04, '0'],
  [-0.04, '0'],
  [10, '+10'],
])('%d reads %s', (value, text) => {
  expect(signedText(value)).toBe(text);
});
