import { ok, type Result } from '#shared/contract/result.ts';
import type { Reading, Subject } from '#shared/domain/incidents/events.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { VersionFigures } from '#shared/domain/rollouts/version-health.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Metrics } from '../ports/metrics.ts';

const stepSeconds = 15;
/** So many points at most in one question: a long stretch that nobody read is asked for in wider steps. */
const mostPoints = 400;
/** The newest samples are still on their way into the metric server. */
const lagMs = 15_000;
/** Silence younger than this may still be filled. */
const settledMs = 120_000;

export interface MeasureNeeds {
  readonly metrics: Pick<Metrics, 'versionHealthSeries'>;
  readonly now: number;
}

/** What is measured: a target, the version it is about where it is one of the incident's, and how far it is measured already. */
export interface Measured {
  readonly target: Target;
  readonly subject: Subject | null;
  readonly workload: Workload;
  readonly known: readonly Reading[];
  readonly since: number;
}

/**
 * Readings of one target from where the last ones end, from the metric server's own history: also for the time before anybody
 * looked, as far as it remembers. A series that says nothing is unknown. Errors: the metric server's.
 */
export async function measure({ metrics, now }: MeasureNeeds, one: Measured, signal: AbortSignal): Promise<Result<Reading[]>> {
  const { target, known, since } = one;
  const from = Math.max(since, ...known.map(({ to }) => to));
  const span = now - lagMs - from;
  const step = stepSeconds * Math.max(1, Math.ceil(span / (stepSeconds * 1_000) / mostPoints));
  if (span < step * 1_000) return ok([]);
  const points = Math.floor(span / (step * 1_000));
  const range = { from: from + step * 1_000, to: from + points * step * 1_000, stepSeconds: step };
  const hashes = hashesOf(one);
  const series = await metrics.versionHealthSeries(target, hashes, range, signal);
  if (!series.ok) return series;
  const readings: Reading[] = [];
  let last = known.at(-1) ?? null;
  for (const [index, at] of series.value.at.entries()) {
    const figures = new Map(hashes.map((hash) => [hash, series.value.byHash.get(hash)?.[index] ?? null]));
    const reading: Reading = {
      target: targetKey(target),
      from: at - step * 1_000,
      to: at,
      ...figuresOf(one, figures, at, last),
      ...comparedOf(one, figures, series.value),
    };
    last = reading;
    readings.push(reading);
  }
  return ok(withoutYoungSilence(readings, now));
}

function hashesOf({ subject, workload }: Measured): string[] {
  return [...new Set([subject?.hash ?? '', subject?.stableHash ?? '', workload.currentHash, workload.stableHash])].filter(
    (hash) => hash !== '',
  );
}

function figuresOf(
  { subject, workload }: Measured,
  figures: ReadonlyMap<string, VersionFigures | null>,
  at: number,
  last: Reading | null,
): Pick<Reading, 'total' | 'bad' | 'failed'> {
  const rate = (hash: string) => figures.get(hash)?.requestsPerSecond ?? null;
  const others = [...figures.keys()]
    .filter((hash) => hash !== subject?.hash)
    .map(rate)
    .filter((value) => value !== null);
  const sumOfOthers = others.reduce((sum, value) => sum + value, 0);
  if (subject === null) return { total: others.length === 0 ? null : sumOfOthers, bad: 0, failed: 0 };
  const bad = rate(subject.hash) ?? (mustBeZero(subject, workload, at, last) ? 0 : null);
  // Where the bad version was everything there was, its own rate is the total; else the others must have been counted too.
  const alone = subject.stableHash === subject.hash || subject.stableHash === '';
  const total = bad === null || (others.length === 0 && !alone) ? null : bad + sumOfOthers;
  const percent = figures.get(subject.hash)?.errorPercent ?? null;
  return { total, bad, failed: bad === 0 ? 0 : percent === null || bad === null ? null : (bad * percent) / 100 };
}

/** What both versions failed, where both were measured. */
function comparedOf(
  { subject, workload }: Measured,
  figures: ReadonlyMap<string, VersionFigures | null>,
  { source, windowMs = 60_000 }: { readonly source: string; readonly windowMs?: number },
): Pick<Reading, 'compared'> {
  if (subject === null || subject.stableHash === '' || subject.stableHash === subject.hash) return {};
  const [bad, stable] = [figures.get(subject.hash) ?? null, figures.get(subject.stableHash) ?? null];
  if (bad === null || stable === null || bad.errorPercent === null || stable.errorPercent === null) return {};
  const stableLabel = workload.versions.find(({ hash }) => hash === subject.stableHash)?.label ?? subject.stableHash;
  const of = ({ requestsPerSecond, errorPercent }: VersionFigures) => ({ requestsPerSecond, errorPercent });
  return { compared: { bad: of(bad), stable: of(stable), stableLabel, windowMs, source } };
}

/** Before its first pod a version had no requests; after a measured 0 and with all its pods gone it has none either. All else is unknown. */
function mustBeZero(subject: Subject, { versions }: Workload, at: number, last: Reading | null): boolean {
  const version = versions.find(({ hash }) => hash === subject.hash);
  if (version?.createdAt !== null && version !== undefined && at < version.createdAt) return true;
  const gone = version === undefined || version.desired + version.available === 0;
  return gone && last?.bad === 0;
}

function withoutYoungSilence(readings: readonly Reading[], now: number): Reading[] {
  const lastKnown = readings.findLastIndex(({ total }) => total !== null);
  return readings.filter(({ to }, index) => index <= lastKnown || now - to > settledMs);
}
