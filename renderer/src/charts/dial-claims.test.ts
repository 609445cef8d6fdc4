import { describe, expect, test } from 'vitest';
import type { Dial } from '#shared/domain/rollouts/figure.ts';
import { centreOf, dialSentence, gapOf, percentText } from './dial-claims.ts';

const now = 1_000_000;
function dial(requested: number | null, accepted: number | null, observed: number | null): Dial {
  const needle = (percent: number | null, note: string) => ({ percent, at: now, source: 'spec', note, periodMs: 2_500 });
  return {
    requested: needle(requested, ''),
    accepted: needle(accepted, 'no route, pods decide'),
    observed: needle(observed, 'no metrics'),
  };
}

test('unknown is a query, never a zero', () => {
  expect([percentText(null), percentText(0), percentText(4.94), percentText(25)]).toEqual(['?', '0', '4.9', '25']);
});

describe('the middle', () => {
  test('shows what users get', () => {
    expect(centreOf(dial(25, 5, 4.9)).name).toBe('observed');
  });
  test('without metrics shows what the route accepted, and says so', () => {
    expect(centreOf(dial(25, 5, null)).name).toBe('accepted');
  });
  test('without either shows what was asked', () => {
    expect(centreOf(dial(25, null, null)).name).toBe('requested');
  });
});

test('the sentence for screen readers names all three needles', () => {
  expect(dialSentence(dial(25, null, 4.9), now)).toBe('requested 25%; accepted unknown, no route, pods decide; observed 4.9%');
  expect(dialSentence(dial(25, 25, 25), now + 6_000)).toContain('requested 25%, stale');
});

describe('the red gap', () => {
  test('agreement has no colour', () => {
    expect(gapOf(dial(25, 5, 4.9), false)).toBeNull();
  });
  test('stands between what was asked and what the route gives', () => {
    expect(gapOf(dial(25, 5, 4.9), true)).toEqual([25, 5]);
  });
  test('or between what the route gives and what users get', () => {
    expect(gapOf(dial(5, 5, 20), true)).toEqual([5, 20]);
  });
});
