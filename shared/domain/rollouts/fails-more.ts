import type { HealthView, VersionFigures } from './version-health.ts';

/** 99.9% on both sides: a list of hundreds of rows looked at all day must not cry wolf. */
const z = 3.29;
/** Fewer requests than this in the window say nothing. */
const enough = 30;
/** Percentage points that are left aside whatever the statistics say: nobody is woken for less. */
const tolerated = 1;

/**
 * What the new version does worse, in a sentence, where chance does not explain it; null otherwise, and null where anything is
 * unknown: this only ever adds a warning, it never says that a version is well. Shares of failed requests are compared by their
 * Wilson score intervals (Wilson 1927), which hold for small counts and for shares near zero.
 * @param windowMs length of the window the rates are over
 */
export function failsMore(
  health: HealthView,
  labels: { readonly current: string; readonly stable: string },
  windowMs: number,
): string | null {
  const { stable, current } = health;
  if (stable === null || !failsMoreThan(current, stable, windowMs)) return null;
  return `${labels.current} fails ${percent(current)} of its requests, ${labels.stable} ${percent(stable)}.`;
}

/** The rule alone: whether a version fails more than another beyond chance and what is tolerated. Unknown is no. */
export function failsMoreThan(current: FailureFigures, stable: FailureFigures, windowMs: number): boolean {
  const worse = shareOf(current, windowMs);
  const usual = shareOf(stable, windowMs);
  return worse !== null && usual !== null && worse.low > usual.high + tolerated / 100;
}

type FailureFigures = Pick<VersionFigures, 'requestsPerSecond' | 'errorPercent'>;

function shareOf({ requestsPerSecond, errorPercent }: FailureFigures, windowMs: number): { low: number; high: number } | null {
  if (requestsPerSecond === null || errorPercent === null) return null;
  const count = (requestsPerSecond * windowMs) / 1_000;
  if (count < enough) return null;
  const share = Math.min(1, Math.max(0, errorPercent / 100));
  const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const half = (z / (1 + (z * z) / count)) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return { low: middle - half, high: middle + half };
}

function percent({ errorPercent }: VersionFigures): string {
  return `${(errorPercent ?? 0).toFixed(1)}%`;
}
