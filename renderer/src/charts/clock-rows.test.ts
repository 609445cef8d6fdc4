import { expect, test } from 'vitest';
import type { Mark, RollbackClock } from '#shared/domain/rollback/execution.ts';
import { clockRows, railX } from './clock-rows.ts';

const mark = (state: Mark['state'], seconds: number | null = null): Mark => ({
  state,
  seconds,
  at: null,
  predictedSeconds: null,
  proof: '',
});
const clock: RollbackClock = {
  held: mark('reached', 0),
  accepted: mark('reached', 0.2),
  weight: mark('waiting'),
  traffic: mark('waiting'),
  normal: mark('absent'),
};

test('while it runs, the first mark that has not come is the one that counts', () => {
  expect(clockRows(clock, 9.4).map((row) => [row.look, row.seconds])).toEqual([
    ['reached', 0],
    ['reached', 0.2],
    ['running', 9.4],
    ['waiting', null],
    ['absent', null],
  ]);
});

test('once it has ended nothing runs any more', () => {
  expect(clockRows(clock, null).map((row) => row.look)).not.toContain('running');
});

test('the rail is a square root up to 75 s', () => {
  expect([0, 3, 75, 400].map(railX)).toEqual([0, 40, 200, 200]);
});
