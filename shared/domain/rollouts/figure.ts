import { z } from 'zod';

/** A source is live under two of its periods; after that the figure is stale and says so. Milliseconds. */
export const clusterPeriodMs = 2_500;
export const metricsPeriodMs = 15_000;
/** What hangs on a workload and is not watched (pods, events, revisions) is read again after each change, and this often without one. */
export const detailPeriodMs = 10_000;

/**
 * One needle of the traffic dial. `percent` is always the share of the version in `spec.template`,
 * 0–100; null is "cannot be said" and then `note` says why. `at` is when its source last vouched for it (epoch ms).
 */
export const Needle = z.object({
  percent: z.number().nullable(),
  at: z.number().nullable(),
  /** For example `spec, step 3 of 8`, `HTTPRoute payments`, `request rate, 1 m`. */
  source: z.string(),
  note: z.string(),
  /** How often the source speaks, milliseconds: older than two of these is stale. */
  periodMs: z.number(),
});
export type Needle = z.infer<typeof Needle>;

export const Dial = z.object({ requested: Needle, accepted: Needle, observed: Needle });
export type Dial = z.infer<typeof Dial>;

/** Whole and tenth seconds are the reader's business: this is only the difference, never negative. */
export function ageSeconds(at: number | null, now: number): number | null {
  return at === null ? null : Math.max(0, (now - at) / 1_000);
}

export function isStale(at: number | null, periodMs: number, now: number): boolean {
  return at !== null && now - at > 2 * periodMs;
}
