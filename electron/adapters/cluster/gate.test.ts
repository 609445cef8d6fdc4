import { expect, test } from 'vitest';
import { fastClock } from '../kubernetes/testing/clocks.ts';
import { createGate } from './gate.ts';

const never = new AbortController().signal;
const day = 86_400_000;

test('whoever waits goes on when the gate is opened, and whoever comes later does not wait', async () => {
  const gate = createGate(fastClock(), day, never);
  const waiting = Promise.all([gate.passed(), gate.passed()]);
  gate.open();
  await waiting;
  await gate.passed();
});

test('it opens by itself after a time that begins with the first who waits', async () => {
  const starts: number[] = [];
  const clock = { ...fastClock(), sleep: async (ms: number) => void starts.push(ms) };
  const gate = createGate(clock, 1_000, never);
  expect(starts).toEqual([]);
  await gate.passed();
  await gate.passed();
  expect(starts).toEqual([1_000]);
});

test('it opens when the watch ends', async () => {
  const end = new AbortController();
  const gate = createGate(fastClock(), day, end.signal);
  const waiting = gate.passed();
  end.abort();
  await waiting;
});
