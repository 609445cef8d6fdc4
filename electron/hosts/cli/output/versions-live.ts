import type { RolloutPage } from '#shared/contract/rollouts.ts';
import { isStale } from '#shared/domain/rollouts/figure.ts';
import { figureNames, figureText, type VersionFigures, whyUnknown } from '#shared/domain/rollouts/version-health.ts';
import { currentVersion, stableVersion } from '#shared/domain/rollouts/workload.ts';
import { table } from './table.ts';
import { ageOf, oneLine } from './words.ts';

const names = { requestsPerSecond: 'requests', errorPercent: 'errors, 5xx', p50Ms: 'p50', p95Ms: 'p95', p99Ms: 'p99' } as const;

/** How both versions answer, one figure a line, and of when and where the figures are. A figure nobody knows says why. */
export function versionsLive({ health, detail: { workload } }: RolloutPage, now: number): string {
  if (health === null) return '';
  const { stable, current, at, periodMs, source, why, notes } = health;
  if (at === null) return `  ? (${oneLine(`${source}: ${why}`)})\n`;
  const cell = (figures: VersionFigures, name: (typeof figureNames)[number]) => {
    const reason = whyUnknown(health, figures, name);
    return reason === '' ? figureText(name, figures[name]) : `? (${reason})`;
  };
  const versions = stable === null ? [current] : [stable, current];
  const labels = [
    ...(stable === null ? [] : [stableVersion(workload)?.label ?? workload.stableHash]),
    currentVersion(workload)?.label ?? '?',
  ];
  const rows = figureNames.map((name) => [names[name], ...versions.map((figures) => cell(figures, name))]);
  const read = `${source}, ${ageOf(at, now)} ago${isStale(at, periodMs, now) ? ', stale' : ''}`;
  return [table(['FIGURE', ...labels], rows).replaceAll(/^(?=.)/gm, '  '), ...[read, ...notes].map((line) => `  ${oneLine(line)}\n`)].join(
    '',
  );
}
