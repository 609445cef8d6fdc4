import { expect, test } from 'vitest';
import { standstill } from './testing/standstill.ts';

test('an object that has not changed for 3 s has stood still, and again 3 s later; one that moves has not', () => {
  let at = 0;
  const stoodStill = standstill(() => at);
  const seen = (ms: number, resourceVersion: string) => {
    at = ms;
    return stoodStill(resourceVersion);
  };
  expect(seen(0, '1')).toBe(false);
  expect(seen(2_999, '1')).toBe(false);
  expect(seen(3_000, '1')).toBe(true);
  expect(seen(3_100, '1')).toBe(false);
  expect(seen(6_000, '2')).toBe(false);
  expect(seen(8_999, '2')).toBe(false);
  expect(seen(9_000, '2')).toBe(true);
});
