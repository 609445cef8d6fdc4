import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Frame, holesOf, scaleOf, seriesPath } from './series-geometry.ts';

const frame: Frame = { from: 0, to: 100, low: 0, high: 10, width: 200, height: 20 };

describe('a series', () => {
  test('is a line from edge to edge, highest at the top', () => {
    expect(
      seriesPath(
        [
          [0, 0],
          [50, 10],
          [100, 5],
        ],
        frame,
      ),
    ).toBe('M0 20L100 0L200 10');
  });

  test('is broken where the source had nothing to say, and where readings are too far apart', () => {
    expect(
      seriesPath(
        [
          [0, 0],
          [10, null],
          [20, 0],
          [80, 0],
        ],
        frame,
        30,
      ),
    ).toBe('M0 20M40 20M160 20');
  });

  test('a value outside the scale stands at its edge; a reading outside the window is left out', () => {
    expect(
      seriesPath(
        [
          [-5, 1],
          [0, 99],
          [10, -99],
          [105, 1],
        ],
        frame,
      ),
    ).toBe('M0 0L20 20');
  });
});

describe('holes', () => {
  test('between, before and after what is known; not between two readings in their turn', () => {
    expect(
      holesOf(
        [
          [20, 1],
          [40, 1],
          [80, 1],
        ],
        frame,
        25,
      ),
    ).toEqual([[80, 160]]);
    expect(
      holesOf(
        [
          [40, 1],
          [60, 1],
        ],
        frame,
        30,
      ),
    ).toEqual([
      [0, 80],
      [120, 200],
    ]);
  });

  test('nothing known is one hole over the whole width', () => {
    expect(holesOf([], frame, 10)).toEqual([[0, 200]]);
    expect(holesOf([[50, null]], frame, 10)).toEqual([[0, 200]]);
  });

  const series = fc.array(fc.tuple(fc.integer({ min: -50, max: 150 }), fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }))), {
    maxLength: 40,
  });
  property.prop([series, fc.integer({ min: 1, max: 120 })])(
    'stay inside the drawing, and the line has no number that is none',
    (readings, breakMs) => {
      const sorted = readings.toSorted(([a], [b]) => a - b);
      for (const [left, right] of holesOf(sorted, frame, breakMs)) {
        expect(left).toBeLessThanOrEqual(right);
        expect(left >= 0 && right <= frame.width).toBe(true);
      }
      expect(seriesPath(sorted, { ...frame, ...scaleOf([sorted]) }, breakMs)).toMatch(/^([ML]-?[\d.]+ -?[\d.]+)*$/);
    },
  );
});

describe('the shared scale', () => {
  test('starts at zero, unless all of it is far from zero', () => {
    expect(
      scaleOf([
        [
          [0, 1],
          [1, 4],
        ],
        [[0, 2]],
      ]),
    ).toEqual({ low: 0, high: 4.2 });
    expect(
      scaleOf([
        [
          [0, 97],
          [1, 99],
        ],
      ]).low,
    ).toBeGreaterThan(80);
  });

  test('of nothing, or of nothing but zeros, still has a height', () => {
    expect(scaleOf([])).toEqual({ low: 0, high: 1 });
    expect(
      scaleOf([
        [
          [0, 0],
          [1, 0],
        ],
      ]),
    ).toEqual({ low: 0, high: 1 });
  });
});
