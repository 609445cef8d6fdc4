import { describe, expect, test } from 'vitest';
import type { VersionFigures } from '#shared/domain/rollouts/version-health.ts';
import { beforeAfter } from './seen-after.ts';

const figures = (requestsPerSecond: number | null, errorPercent: number | null): VersionFigures => ({
  requestsPerSecond,
  errorPercent,
  p50Ms: null,
  p95Ms: null,
  p99Ms: null,
});
const history = (bad: VersionFigures[], good: VersionFigures[]) => ({
  at: [1_000, 2_000, 3_000],
  byHash: { bad, good },
  source: 'prometheus, 1 m',
});

describe('before and after a rollback', () => {
  test('the last point before the hold, and the newest one; each version counts by its requests', () => {
    const seen = beforeAfter(
      history([figures(5, 40), figures(5, 40), figures(0, null)], [figures(95, 0), figures(95, 0), figures(100, 0.2)]),
      'bad',
      ['good'],
      2_500,
    );
    expect(seen).toEqual({ before: { at: 2_000, errorPercent: 2, onBad: 5 }, after: { at: 3_000, errorPercent: 0.2, onBad: 0 } });
  });

  test('requests whose failures nobody counted make the share unknown, never smaller', () => {
    const seen = beforeAfter(
      history([figures(5, 40), figures(5, null), figures(5, null)], [figures(95, 0), figures(95, 0), figures(95, 0)]),
      'bad',
      ['good'],
      2_500,
    );
    expect(seen?.before.errorPercent).toBeNull();
  });

  test('a series that ended is unknown, not zero', () => {
    const seen = beforeAfter(history([figures(5, 40), figures(5, 40), figures(null, null)], []), 'bad', ['good'], 2_500);
    expect(seen?.after).toEqual({ at: 3_000, errorPercent: null, onBad: null });
  });

  test('without a point on both sides of the hold there is nothing to compare', () => {
    expect(beforeAfter(history([], []), 'bad', [], 500)).toBeNull();
    expect(beforeAfter(history([], []), 'bad', [], 3_000)).toBeNull();
  });
});
