import { ok, type Result } from '#shared/contract/result.ts';
import { sumsQuery, type VersionOf, versionLabel } from '#shared/domain/rollouts/request-rate.ts';
import { type Asked, figuresOf, healthNotes, healthQueries, type HealthTemplates } from '#shared/domain/rollouts/health-queries.ts';
import type { VersionFigures } from '#shared/domain/rollouts/version-health.ts';
import type { PrometheusData } from './answer.ts';
import { figuresByIndex, type Grid, samplesByIndex } from './rates.ts';

/** One question for all figures of all versions, and how to read its answer. */
export interface HealthQuestion {
  readonly query: string;
  /** What nobody said a query for. */
  readonly notes: readonly string[];
  read(data: PrometheusData): Result<ReadonlyMap<string, VersionFigures>>;
  /** The same for each point of a grid. */
  readRange(data: PrometheusData, grid: Grid): Result<{ at: readonly number[]; byHash: ReadonlyMap<string, readonly VersionFigures[]> }>;
}

export function healthQuestion(templates: HealthTemplates, versions: readonly VersionOf[]): HealthQuestion {
  const asked = versions.flatMap((version) =>
    healthQueries(templates, version).map(([figure, query]) => ({ hash: version.hash, figure, query })),
  );
  const figuresOfHash = (hash: string, valueOf: (index: number) => number | null) =>
    figuresOf(
      new Map(
        asked.flatMap(({ figure, ...one }, index): [Asked, number | null][] => (one.hash === hash ? [[figure, valueOf(index)]] : [])),
      ),
    );
  return {
    query: sumsQuery(asked.map(({ query }) => query)),
    notes: healthNotes(templates),
    read(data) {
      const found = figuresByIndex(data, versionLabel);
      if (!found.ok) return found;
      return ok(new Map(versions.map(({ hash }) => [hash, figuresOfHash(hash, (index) => found.value.get(index) ?? null)])));
    },
    readRange(data, grid) {
      const found = samplesByIndex(data, versionLabel, grid);
      if (!found.ok) return found;
      const { at, byIndex } = found.value;
      const seriesOf = (hash: string) => at.map((_, point) => figuresOfHash(hash, (index) => byIndex.get(index)?.[point] ?? null));
      return ok({ at, byHash: new Map(versions.map(({ hash }) => [hash, seriesOf(hash)])) });
    },
  };
}
