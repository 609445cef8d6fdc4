import { expect, test } from 'vitest';
import { rememberWorse } from './row.ts';

const words = '2.14.0 fails 40.0% of its requests, 2.13.4 0.2%.';

test('since when it fails more is the first time this desk saw it, however its figures change', () => {
  const first = rememberWorse(null, words, 1_000);
  expect(first).toBe(1_000);
  expect(rememberWorse(first, '2.14.0 fails 12.0% of its requests, 2.13.4 0.2%.', 9_000)).toBe(1_000);
});

test('figures that are missing or old neither begin nor end it; fresh ones that are well do', () => {
  expect(rememberWorse(null, undefined, 1_000)).toBeNull();
  expect(rememberWorse(1_000, undefined, 9_000)).toBe(1_000);
  expect(rememberWorse(1_000, null, 9_000)).toBeNull();
  expect(rememberWorse(rememberWorse(1_000, null, 9_000), words, 10_000)).toBe(10_000);
});
