import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageText, durationText, relativeText, runningText } from './age-text.ts';

describe('ages', () => {
  test.each([
    [0, '0 s'],
    [8.9, '8 s'],
    [59, '59 s'],
    [60, '1 m 00 s'],
    [192, '3 m 12 s'],
    [7_440, '2 h 04 m'],
    [41 * 86_400 + 5, '41 d'],
  ])('%d seconds reads %s', (seconds, text) => {
    expect(ageText(seconds)).toBe(text);
  });

  property.prop([fc.double({ min: -10, max: 1e8, noNaN: true })])('an age never grows a digit it did not earn', (seconds) => {
    expect(ageText(seconds)).toMatch(/^\d+ s$|^\d{1,2} m \d{2} s$|^\d{1,2} h \d{2} m$|^\d+ d$/);
  });
});

test.each([
  [0, '0 s'],
  [0.022, '0.0 s'],
  [0.2, '0.2 s'],
  [2.96, '3 s'],
  [18, '18 s'],
  [60, '1 m 00 s'],
])('a predicted %d seconds reads %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('a running clock always shows tenths', () => {
  expect([9, 9.44, 17.4].map(runningText)).toEqual(['9.0', '9.4', '17.4']);
});

test.each([
  [-6_000, '−0:06'],
  [0, '0:00'],
  [-400, '0:00'],
  [588_000, '9:48'],
  [3_725_000, '1:02:05'],
])('%d ms after the start reads %s', (ms, text) => {
  expect(relativeText(ms)).toBe(text);
});
