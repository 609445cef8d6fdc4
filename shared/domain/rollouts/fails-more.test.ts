import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failsMore } from './fails-more.ts';
import { type HealthView, noFigures, type VersionFigures } from './version-health.ts';

const labels = { current: '2.14.0', stable: '2.13.4' };
const figures = (requestsPerSecond: number | null, errorPercent: number | null): VersionFigures => ({
  ...noFigures,
  requestsPerSecond,
  errorPercent,
});
const view = (stable: VersionFigures | null, current: VersionFigures): HealthView => ({
  stable,
  current,
  at: 1,
  source: 'prometheus, 1 m',
  periodMs: 15_000,
  why: '',
  notes: [],
});
const said = (stable: VersionFigures | null, current: VersionFigures) => failsMore(view(stable, current), labels, 60_000);

describe('a version that fails more of its requests', () => {
  it('is said with both figures', () => {
    expect(said(figures(80, 0.2), figures(4.2, 40))).toBe('2.14.0 fails 40.0% of its requests, 2.13.4 0.2%.');
    expect(said(figures(80, 0.2), figures(3.2, 17.9))).not.toBeNull();
  });

  it.each([
    ['chance explains it', figures(80, 0.2), figures(1, 3)],
    ['it is less than a point', figures(8_000, 0.1), figures(8_000, 0.9)],
    ['hardly anybody asked', figures(80, 0.2), figures(0.4, 60)],
    ['both fail alike', figures(80, 40), figures(80, 41)],
    ['the new one is unknown', figures(80, 0.2), figures(4, null)],
    ['stable is unknown', figures(null, null), figures(4, 40)],
    ['there is one version', null, figures(4, 40)],
  ])('is not said where %s', (_why, stable, current) => {
    expect(said(stable, current)).toBeNull();
  });

  it('nobody who fails no more than stable is ever accused', () => {
    const rate = fc.double({ min: 0, max: 5_000, noNaN: true });
    const share = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(rate, rate, share, share, (one, other, a, b) => {
        const [low = 0, high = 0] = [a, b].toSorted((x, y) => x - y);
        expect(said(figures(one, high), figures(other, low))).toBeNull();
      }),
    );
  });
});
