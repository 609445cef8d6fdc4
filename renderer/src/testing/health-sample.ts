import type { HealthHistory, HealthView, VersionFigures } from '#shared/domain/rollouts/version-health.ts';

/** Both versions 8 s ago: the canary fails 40% of its requests. */
export function sampleHealth(now: number, more: Partial<HealthView> = {}): HealthView {
  return {
    stable: { requestsPerSecond: 80, errorPercent: 0.2, p50Ms: 428, p95Ms: 612, p99Ms: 718 },
    current: { requestsPerSecond: 4.2, errorPercent: 40, p50Ms: 431, p95Ms: 502, p99Ms: 506 },
    at: now - 8_000,
    source: 'prometheus, 1 m',
    periodMs: 15_000,
    why: '',
    notes: [],
    ...more,
  };
}

/** As in the list: two shares of failed requests, null for unknown. */
export function sampleErrors(now: number, stable: number | null, current: number | null): HealthView {
  const health = sampleHealth(now);
  return {
    ...health,
    stable: { requestsPerSecond: 80, p50Ms: 428, p95Ms: 612, p99Ms: 718, errorPercent: stable },
    current: { ...health.current, errorPercent: current },
  };
}

/**
 * Fifteen minutes of both versions, a point a scrape: the newer one begins eleven minutes ago and fails from its first request.
 * `backAt`: from when it gets none any more, epoch ms.
 */
export function sampleHistory(now: number, stable: string, current: string, backAt: number | null = null): HealthHistory {
  const { stable: usual, current: bad } = sampleHealth(now);
  const at = Array.from({ length: 61 }, (_, index) => now - (60 - index) * 15_000);
  const nothing: VersionFigures = { requestsPerSecond: null, errorPercent: null, p50Ms: null, p95Ms: null, p99Ms: null };
  const around = (figures: VersionFigures | null, index: number): VersionFigures => {
    const sway = (value: number | null, by: number) => (value === null ? null : value * (1 + 0.06 * Math.sin(index * by)));
    if (figures === null) return nothing;
    return {
      requestsPerSecond: sway(figures.requestsPerSecond, 0.9),
      errorPercent: sway(figures.errorPercent, 1.3),
      p50Ms: sway(figures.p50Ms, 0.7),
      p95Ms: sway(figures.p95Ms, 1.1),
      p99Ms: sway(figures.p99Ms, 1.7),
    };
  };
  return {
    at,
    byHash: {
      [stable]: at.map((_, index) => around(usual, index)),
      [current]: at.map((point, index) =>
        index < 16 ? nothing : backAt !== null && point >= backAt ? { ...nothing, requestsPerSecond: 0 } : around(bad, index),
      ),
    },
    source: 'prometheus, 1 m',
  };
}
