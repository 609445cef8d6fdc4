import { describe, expect, it } from 'vitest';
import { age, humanDuration } from './duration.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('an age', () => {
  it.each([
    [0, '0s'],
    [119 * second, '119s'],
    [2 * minute, '2m'],
    [6 * minute + 29 * second, '6m29s'],
    [80 * minute, '80m'],
    [3 * hour, '3h'],
    [7 * hour + 5 * minute, '7h5m'],
    [47 * hour, '47h'],
    [2 * day + 3 * hour, '2d3h'],
    [30 * day, '30d'],
    [3 * 365 * day, '3y'],
    [-second, '0s'],
    [-5 * second, '<invalid>'],
  ])('%d ms reads %s', (milliseconds, text) => {
    expect(humanDuration(milliseconds)).toBe(text);
  });

  it('of what has no time is unknown', () => {
    expect(age(undefined, 0)).toBe('<unknown>');
    expect(age('2026-01-05T00:00:00Z', Date.UTC(2026, 0, 5, 0, 0, 3))).toBe('3s');
  });
});
