import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

function handClock() {
  let local = 1_000_000;
  let tick = () => {};
  const clock = createClock({
    now: () => local,
    every: (_ms, run) => {
      tick = run;
      return () => {};
    },
  });
  const advance = (ms: number) => {
    local += ms;
    tick();
  };
  return { clock, advance, local: () => local };
}

test('ages count from the host clock, judged by the quickest message', () => {
  const { clock, local } = handClock();
  clock.heard(local() + 60_000 - 400);
  clock.heard(local() + 60_000 - 20);
  clock.heard(local() + 60_000 - 900);
  expect(clock.now() - local()).toBe(60_000 - 20);
});

test('a host that never said a word is silent 5 s after the page began', () => {
  const { clock, advance } = handClock();
  advance(5_000);
  expect(clock.isSilent()).toBe(false);
  advance(1);
  expect(clock.isSilent()).toBe(true);
});

test('a host that says nothing for more than 5 s is silent, until it speaks', () => {
  const { clock, advance, local } = handClock();
  expect(clock.isSilent()).toBe(false);
  clock.heard(local());
  advance(5_000);
  expect(clock.isSilent()).toBe(false);
  advance(1);
  expect(clock.isSilent()).toBe(true);
  let told = 0;
  clock.subscribe(() => {
    told += 1;
  });
  clock.heard(local());
  expect(clock.isSilent()).toBe(false);
  expect(told).toBe(1);
});
