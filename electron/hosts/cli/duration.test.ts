import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

describe('--timeout takes durations as Go writes them', () => {
  test.each([
    ['120s', 120],
    ['90s', 90],
    ['2m', 120],
    ['1m30s', 90],
    ['500ms', 0.5],
    ['1h', 3_600],
    ['1.5s', 1.5],
    ['45', 45],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBeCloseTo(seconds, 6);
  });

  test.each(['', '0', '0s', '-5s', '5 s', 's', '1d', '1m30', 'soon', '1e3', 'NaN', 'Infinity'])('"%s" is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test('is the sum of its parts, in any composition', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(300), fc.integer({ min: 1, max: 300 }), (hours, minutes, seconds) => {
        expect(parseDuration(`${hours}h${minutes}m${seconds}s`)).toBe(hours * 3_600 + minutes * 60 + seconds);
      }),
    );
  });
});
