import type { Profile } from './service-spec.ts';

/** Upper bounds of `http_request_duration_seconds`. */
export const bucketBounds: readonly number[] = [0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2.5, 5, Infinity];

/** How long requests take: of each bucket the share at or under its bound, and the mean. */
export interface LatencyShape {
  readonly cumulative: readonly number[];
  readonly meanSeconds: number;
}

interface Part {
  readonly weight: number;
  readonly medianMs: number;
  readonly spread: number;
}

interface CallPart {
  readonly share: number;
  readonly ms: number;
  readonly spread: number;
  /** Of this part, those that outlast the time-out. */
  readonly late: number;
}

function callParts({ call }: Profile): CallPart[] {
  if (!call) return [];
  const { slow, timeoutMs } = call;
  const parts = [{ share: 1 - (slow?.share ?? 0), ms: call.ms, spread: call.spread }, ...(slow ? [slow] : [])];
  return parts.map((part) => ({ ...part, late: 1 - logNormalCdf(timeoutMs, part.ms, part.spread) }));
}

/** The part of the requests whose call outlasts its time-out. */
export function timedOut(profile: Profile): number {
  return callParts(profile).reduce((sum, { share, late }) => sum + share * late, 0);
}

/** `slowness` multiplies the service's own time: a busy pod, a full pool. */
export function latencyShape(profile: Profile, slowness: number): LatencyShape {
  const parts = partsOf(profile, slowness);
  return {
    cumulative: bucketBounds.map((bound) =>
      bound === Infinity ? 1 : parts.reduce((sum, part) => sum + part.weight * logNormalCdf(bound * 1_000, part.medianMs, part.spread), 0),
    ),
    meanSeconds: parts.reduce((sum, part) => sum + part.weight * part.medianMs * Math.exp(part.spread ** 2 / 2), 0) / 1_000,
  };
}

function partsOf(profile: Profile, slowness: number): Part[] {
  const own = profile.latencyMs * slowness;
  const { call, spread } = profile;
  if (!call) return [{ weight: 1, medianMs: own, spread }];
  return callParts(profile).flatMap((part) => [
    { weight: part.share * (1 - part.late), medianMs: own + Math.min(part.ms, call.timeoutMs), spread: Math.max(part.spread, 0.1) },
    // Who waits for a time-out waits exactly that long.
    { weight: part.share * part.late, medianMs: own + call.timeoutMs, spread: 0.05 },
  ]);
}

function logNormalCdf(value: number, median: number, sigma: number): number {
  return value <= 0 ? 0 : 0.5 * (1 + erf(Math.log(value / median) / (sigma * Math.SQRT2)));
}

/** Abramowitz and Stegun 7.1.26: good to seven digits. */
function erf(x: number): number {
  const t = 1 / (1 + 0.327_591_1 * Math.abs(x));
  const tail = ((((1.061_405_429 * t - 1.453_152_027) * t + 1.421_413_741) * t - 0.284_496_736) * t + 0.254_829_592) * t * Math.exp(-x * x);
  return x < 0 ? tail - 1 : 1 - tail;
}
