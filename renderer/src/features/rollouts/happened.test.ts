import { expect, test } from 'vitest';
import type { TimelineMark } from '#shared/domain/rollouts/timeline.ts';
import { lanesOf, lookOf, windowOf } from './happened.ts';

const now = 1_000_000_000;
const mark = (more: Partial<TimelineMark>): TimelineMark => ({
  key: 'a',
  at: now - 1_000,
  who: 'cluster',
  look: 'plain',
  text: 'Step 1',
  more: '',
  source: 'event',
  count: 1,
  ...more,
});

test('each has a lane of his own, and a lane stays where nobody did anything', () => {
  const lanes = lanesOf([mark({ key: 'a', who: 'desk' }), mark({ key: 'b', who: 'others' })]);
  expect(lanes.map(({ source, events }) => [source, events.map(({ key }) => key)])).toEqual([
    ['this desk', ['a']],
    ['cluster', []],
    ['others', ['b']],
  ]);
});

test('an act that is open is never drawn as done', () => {
  expect(lookOf({ who: 'desk', look: 'open' }).word).toBe('act, open');
  expect(lookOf({ who: 'desk', look: 'failed' })).toMatchObject({ state: 'degraded' });
  expect(lookOf({ who: 'others', look: 'plain' }).glyph).toBe('ghost');
});

test('the window begins with the release, is ten minutes at least and a day at most', () => {
  const span = (since: number | null, ...ages: number[]) => {
    const { from, to } = windowOf(
      ages.map((age) => mark({ at: now - age })),
      since,
      now,
    );
    expect(to).toBe(now);
    return to - from;
  };
  expect(span(null)).toBeGreaterThanOrEqual(600_000);
  expect(span(now - 3_600_000)).toBeGreaterThan(3_600_000);
  expect(span(now - 3_600_000)).toBeLessThan(4_000_000);
  expect(span(null, 40 * 86_400_000)).toBeLessThan(700_000);
  expect(span(now - 40 * 86_400_000)).toBe(86_400_000);
});
