import { describe, expect, test } from 'vitest';
import { sampleSandbox } from '../../testing/sandbox-sample.ts';
import { nextScenario, orderProgress, scriptTime, storyLines } from './sandbox-facts.ts';

describe('the next scenario', () => {
  const { scenarios } = sampleSandbox();
  test('walks through all of them and comes back to the first', () => {
    let state = sampleSandbox({ scenario: scenarios[0]?.name ?? '' });
    const seen = scenarios.map(() => {
      const next = nextScenario(state)?.name ?? '';
      state = { ...state, scenario: next };
      return next;
    });
    expect(new Set(seen)).toEqual(new Set(scenarios.map(({ name }) => name)));
    expect(seen.at(-1)).toBe(scenarios[0]?.name);
  });

  test('is none where the running one is the only one', () => {
    const [only] = scenarios;
    expect(nextScenario(sampleSandbox({ scenario: only?.name ?? '', scenarios: only === undefined ? [] : [only] }))).toBeNull();
    expect(nextScenario(sampleSandbox({ scenarios: [] }))).toBeNull();
  });

  test('is the first where the running one came from a file the list does not name', () => {
    expect(nextScenario(sampleSandbox({ scenario: 'mine' }))).toEqual(scenarios[0]);
  });
});

test('the story counts in simulated time, from the beginning and back from now', () => {
  const state = sampleSandbox({ startedAt: 1_000_000, now: 1_100_000, story: [{ at: 1_030_000, text: 'payments 2.14.0 gets 5%.' }] });
  expect(storyLines(state)).toEqual([{ text: 'payments 2.14.0 gets 5%.', into: 30, ago: 70 }]);
});

test('what takes a while says so by its name, a change of speed does not', () => {
  const state = sampleSandbox();
  expect(orderProgress({ do: 'restart' }, state)).toBe('Starting again…');
  expect(orderProgress({ do: 'scenario', name: 'healthy' }, state)).toBe('Starting A quiet day…');
  expect(orderProgress({ do: 'speed', speed: 10 }, state)).toBeNull();
});

test('a place in the script reads as on a player', () => {
  expect([0, 40.9, 470, 3_725].map(scriptTime)).toEqual(['0:00', '0:40', '7:50', '1:02:05']);
});
