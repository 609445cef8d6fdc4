import { ok, type Result } from '#shared/contract/result.ts';
import { sumsQuery, type VersionOf, versionLabel } from '#shared/domain/rollouts/request-rate.ts';
import { type Asked, figuresOf, healthQueries, type HealthTemplates } from '#shared/domain/rollouts/health-queries.ts';
import type { VersionFigures } from '#shared/domain/rollouts/version-health.ts';
import type { PrometheusData } from './answer.ts';
import { figuresByIndex } from './rates.ts';

/** One question for all figures of all versions, and how to read its answer. */
export interface HealthQuestion {
  readonly query: string;
  /** What nobody said a query for. */
  readonly notes: readonly string[];
  read(data: PrometheusData): Result<ReadonlyMap<string, VersionFigures>>;
}

export function healthQuestion(templates: HealthTemplates, versions: readonly VersionOf[]): HealthQuestion {
  const asked = versions.flatMap((version) =>
    healthQueries(templates, version).map(([figure, query]) => ({ hash: version.hash, figure, query })),
  );
  return {
    query: sumsQuery(asked.map(({ query }) => query)),
    notes: [
      ...(templates.errors === null ? ['Errors are not asked for: set errorTemplate beside template in the metrics settings.'] : []),
      ...(templates.latency === null ? ['Latencies are not asked for: set latencyTemplate beside template in the metrics settings.'] : []),
    ],
    read(data) {
      const found = figuresByIndex(data, versionLabel);
      if (!found.ok) return found;
      const answersOf = (hash: string) =>
        new Map(
          asked.flatMap(({ figure, ...one }, index): [Asked, number | null][] =>
            one.hash === hash ? [[figure, found.value.get(index) ?? null]] : [],
          ),
        );
      return ok(new Map(versions.map(({ hash }) => [hash, figuresOf(answersOf(hash))])));
    },
  };
}
