import { expect, test } from 'vitest';
import { sampleAct, sampleMark } from '../../testing/samples.ts';
import { clockSaid } from './clock-said.ts';

test('each phase that was reached is said with its time, and one that still runs is not', () => {
  expect(clockSaid(sampleAct().clock)).toEqual(['Accepted after 0.2 s.', 'Weight back after 2.9 s.']);
});

test('what did not happen is said as that', () => {
  const { clock } = sampleAct();
  expect(clockSaid({ ...clock, weight: sampleMark('missed', { seconds: 120 }) })).toEqual([
    'Accepted after 0.2 s.',
    'Weight back: did not happen in time.',
  ]);
});

test('a phase this workload does not have says nothing', () => {
  const { clock } = sampleAct();
  const absent = sampleMark('absent');
  expect(clockSaid({ ...clock, accepted: absent, weight: absent })).toEqual([]);
});
