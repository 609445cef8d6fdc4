import type { HealthView } from '#shared/domain/rollouts/version-health.ts';

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
