import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { Failure } from '#shared/contract/result.ts';
import { attentionOf } from '#shared/domain/rollouts/attention.ts';
import { dialOf } from '#shared/domain/rollouts/dial.ts';
import { disagreementOf, requestedDiffers } from '#shared/domain/rollouts/disagreement.ts';
import { failsMore } from '#shared/domain/rollouts/fails-more.ts';
import { type Dial, isStale } from '#shared/domain/rollouts/figure.ts';
import type { RatesReading } from '#shared/domain/rollouts/observed.ts';
import { currentLabel, stableLabel } from '#shared/domain/rollouts/requested.ts';
import { healthOf, type HealthReading, type HealthView } from '#shared/domain/rollouts/version-health.ts';
import { currentVersion, isFullyPromoted, isObserved, type RouteReading, type Workload } from '#shared/domain/rollouts/workload.ts';

/** What one reading cannot say: since when something has been so. Kept by whoever watches. */
export interface Since {
  readonly unobserved: number | null;
  readonly differs: number | null;
  readonly accepted: number | null;
  readonly acceptedPercent: number | null;
  /** Its figures say that the new version fails more than chance explains. */
  readonly worse: number | null;
}

export const noSince: Since = { unobserved: null, differs: null, accepted: null, acceptedPercent: null, worse: null };

export interface RowFacts {
  readonly workload: Workload;
  readonly routes: readonly RouteReading[];
  readonly rates: RatesReading;
  readonly health: HealthReading;
  /** When the cluster last vouched for it. */
  readonly clusterAt: number;
  readonly silent: { readonly since: number; readonly error: Failure } | null;
  readonly since: Since;
  readonly now: number;
  readonly timeZone: string;
}

/** The row, its headline, and the memory for the next reading of the same workload. */
export function rowOf(facts: RowFacts): { row: RolloutRow; headline: string | null; since: Since } {
  const { workload, routes, rates, clusterAt, silent, now, timeZone } = facts;
  const dial = dialOf({ workload, routes, rates, clusterAt });
  const health = healthOf(workload, facts.health);
  const worse = worseOf(workload, health, facts.health, now);
  const since = { ...remember(facts.since, workload, dial, now), worse: rememberWorse(facts.since.worse, worse, now) };
  const disagreement = disagreementOf({
    dial,
    differsSince: since.differs,
    acceptedSince: since.accepted,
    requests: requestsIn(rates),
    windowMs: rates !== null && 'byHash' in rates ? rates.windowMs : 0,
    now,
  });
  const attention = attentionOf({
    workload,
    silent: silent === null ? null : { since: silent.since, why: silent.error.upstream?.text ?? silent.error.message },
    unobservedSince: since.unobserved,
    headline: disagreement?.headline ?? null,
    worse: worse ?? null,
    worseSince: since.worse,
    now,
    timeZone,
  });
  const row = { workload, dial, attention: { ...attention }, health, at: clusterAt };
  return { row, headline: disagreement?.headline ?? null, since };
}

/** Only figures that are fresh accuse anybody, or acquit: undefined where none are. */
function worseOf(workload: Workload, health: HealthView | null, reading: HealthReading, now: number): string | null | undefined {
  if (health === null || reading === null || 'why' in reading || isStale(health.at ?? 0, health.periodMs, now)) return undefined;
  return failsMore(health, { current: currentLabel(workload), stable: stableLabel(workload) }, reading.windowMs ?? 60_000);
}

/** When this desk first saw it, epoch ms: kept while nothing fresh says otherwise, forgotten once it is no longer so. */
export function rememberWorse(before: number | null, worse: string | null | undefined, now: number): number | null {
  if (worse === undefined) return before;
  return worse === null ? null : (before ?? now);
}

/** Since when the list's row of the same workload is seen to be worse: what opens later knows it too. */
export function worseSince(row: RolloutRow | undefined): number | null {
  return row?.attention.state === 'degraded' && row.workload.phase !== 'Degraded' ? row.attention.since : null;
}

/** A row that does not move is not asked about: of thousands of them none carries figures that nobody has. */
export function rowHealth(workload: Workload, reading: HealthReading): HealthReading {
  return reading !== null && 'why' in reading && isFullyPromoted(workload) ? null : reading;
}

function remember(before: Since, workload: Workload, dial: Dial, now: number): Omit<Since, 'worse'> {
  const percent = dial.accepted.percent;
  return {
    unobserved: isObserved(workload) ? null : (before.unobserved ?? now),
    differs: requestedDiffers(dial) ? (before.differs ?? now) : null,
    accepted: before.acceptedPercent === null ? lastMove(workload) : before.acceptedPercent === percent ? before.accepted : now,
    acceptedPercent: percent,
  };
}

/** The newest instant at which the object itself says that its weight may have moved: for a reader that was not there. */
function lastMove(workload: Workload): number | null {
  const moves = [
    ...workload.pauseConditions.map(({ startedAt }) => startedAt),
    currentVersion(workload)?.createdAt ?? null,
    workload.startedAt,
    workload.abortedAt,
    workload.finishedAt,
  ].filter((at) => at !== null);
  return moves.length === 0 ? null : Math.max(...moves);
}

function requestsIn(rates: RatesReading): number | null {
  if (rates === null || 'why' in rates) return null;
  let perSecond = 0;
  for (const rate of rates.byHash.values()) perSecond += rate ?? 0;
  return perSecond * (rates.windowMs / 1_000);
}
