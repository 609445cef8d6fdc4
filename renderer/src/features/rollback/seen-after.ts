import type { HealthHistory, VersionFigures } from '#shared/domain/rollouts/version-health.ts';

/** What users met at one moment, of both versions together. null: the metric server had nothing to say. */
export interface Met {
  /** Epoch ms of the point. */
  readonly at: number;
  /** Failed requests of all, percent. */
  readonly errorPercent: number | null;
  /** Requests a second on the version taken back. */
  readonly onBad: number | null;
}

/** The hold's last point before it and the newest one: what the rollback changed for users. null: no history reaches that far. */
export function beforeAfter(
  history: HealthHistory,
  bad: string,
  others: readonly string[],
  heldAt: number,
): { readonly before: Met; readonly after: Met } | null {
  const before = history.at.findLastIndex((at) => at <= heldAt);
  const after = history.at.length - 1;
  if (before < 0 || after <= before) return null;
  return { before: metAt(history, bad, others, before), after: metAt(history, bad, others, after) };
}

function metAt({ at, byHash }: HealthHistory, bad: string, others: readonly string[], index: number): Met {
  const of = (hash: string) => byHash[hash]?.[index] ?? null;
  const all = [bad, ...others].map(of).filter((figures) => figures !== null);
  return { at: at[index] ?? 0, errorPercent: togetherPercent(all), onBad: of(bad)?.requestsPerSecond ?? null };
}

/** Each version counts by its requests. A version with requests whose errors are unknown makes the whole unknown. */
function togetherPercent(all: readonly VersionFigures[]): number | null {
  const met = all.filter(({ requestsPerSecond }) => requestsPerSecond !== null && requestsPerSecond > 0);
  const requests = met.reduce((sum, { requestsPerSecond }) => sum + (requestsPerSecond ?? 0), 0);
  if (requests === 0 || met.some(({ errorPercent }) => errorPercent === null)) return null;
  return met.reduce((sum, { requestsPerSecond, errorPercent }) => sum + (requestsPerSecond ?? 0) * (errorPercent ?? 0), 0) / requests;
}
