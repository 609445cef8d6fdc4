import { expect, test } from 'vitest';
import { createGate, graceMs } from './gate.ts';

function gateAt() {
  let now = 0;
  return { gate: createGate(() => now), pass: (ms: number) => (now += ms) };
}

test('the token lets in, and each who comes in has a session of their own', () => {
  const { gate } = gateAt();
  const [first, second] = [gate.enter(gate.token()), gate.enter(gate.token())];
  if (first.type !== 'session' || second.type !== 'session') throw new Error('not let in');
  expect(gate.sessionOf(first.cookie)).not.toBeNull();
  expect(gate.sessionOf(first.cookie)).not.toBe(gate.sessionOf(second.cookie));
});

test('an address nobody opened stays good; ten minutes after its first use it is used up, and a fresh one is made', () => {
  const { gate, pass } = gateAt();
  const token = gate.token();
  pass(24 * 3_600_000);
  expect(gate.enter(token).type).toBe('session');
  pass(graceMs + 1);
  expect(gate.enter(token).type).toBe('used-up');
  expect(gate.token()).not.toBe(token);
  expect(gate.enter(token).type).toBe('used-up');
  expect(gate.enter(gate.token()).type).toBe('session');
});

test('a session outlives the address it came by', () => {
  const { gate, pass } = gateAt();
  const entry = gate.enter(gate.token());
  pass(graceMs + 1);
  gate.enter(gate.token());
  expect(entry.type === 'session' && gate.sessionOf(entry.cookie)).toBeTruthy();
});

test('nothing else lets in', () => {
  const { gate } = gateAt();
  for (const tried of ['', 'x', gate.token().slice(1), `${gate.token()}x`]) expect(gate.enter(tried).type).toBe('unknown');
  for (const cookie of [undefined, '', 'x']) expect(gate.sessionOf(cookie)).toBeNull();
});

test('sessions are bounded: the oldest gives way', () => {
  const { gate } = gateAt();
  const cookies = Array.from({ length: 65 }, () => {
    const entry = gate.enter(gate.token());
    return entry.type === 'session' ? entry.cookie : '';
  });
  expect(gate.sessionOf(cookies[0])).toBeNull();
  expect(gate.sessionOf(cookies[1])).not.toBeNull();
  expect(gate.sessionOf(cookies[64])).not.toBeNull();
});
