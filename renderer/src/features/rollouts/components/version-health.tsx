import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import {
  type FigureName,
  figureNames,
  figureParts,
  type HealthView,
  type VersionFigures,
  whyUnknown,
} from '#shared/domain/rollouts/version-health.ts';
import { Age, useStale } from '../../../components/age.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { labelsOf } from '../page-facts.ts';

const rows: Record<FigureName, { readonly name: string; readonly means: string }> = {
  requestsPerSecond: { name: 'Requests', means: 'a second, all pods' },
  errorPercent: { name: 'Errors, 5xx', means: 'share of its requests' },
  p50Ms: { name: 'p50', means: 'half are faster' },
  p95Ms: { name: 'p95', means: '95 of 100 are faster' },
  p99Ms: { name: 'p99', means: '99 of 100 are faster' },
};

/** How both versions answer now, side by side. Figures only: which of them is worse is not judged here. */
export function VersionHealth({ page }: { readonly page: Page }): ReactElement {
  const { health, detail } = page;
  const { stable, current } = labelsOf(detail.workload);
  const title = health === null || health.stable !== null ? 'Both versions, live' : `${current}, live`;
  if (health === null || health.at === null) {
    const why =
      health === null
        ? `No metric server is configured for ${detail.workload.target.context}. Name one under metrics in settings.json.`
        : health.why;
    return (
      <section className="version-health" aria-label={title}>
        <SectionHeading meta={health?.source}>{title}</SectionHeading>
        <p className="ink-3 text-12 version-health-note">Requests, errors and latency are unknown: {why}</p>
      </section>
    );
  }
  return (
    <section className="version-health" aria-label={title}>
      <SectionHeading
        meta={
          <>
            {health.source} <Age at={health.at} periodMs={health.periodMs} />
          </>
        }
      >
        {title}
      </SectionHeading>
      <Table health={health} stable={stable ?? detail.workload.stableHash} current={current} />
      {health.notes.map((note) => (
        <p key={note} className="ink-3 text-12 version-health-note">
          {note}
        </p>
      ))}
    </section>
  );
}

interface TableProps {
  readonly health: HealthView;
  readonly stable: string;
  readonly current: string;
}

function Table({ health, stable, current }: TableProps): ReactElement {
  return (
    <table>
      <thead>
        <tr>
          <td />
          {health.stable === null ? null : <th scope="col">{stable}</th>}
          <th scope="col" className="ink medium">
            {current}
          </th>
          <td />
          <td />
        </tr>
      </thead>
      <tbody>
        {figureNames.map((name) => (
          <tr key={name}>
            <th scope="row">{rows[name].name}</th>
            {health.stable === null ? null : <Value health={health} figures={health.stable} name={name} />}
            <Value health={health} figures={health.current} name={name} strong />
            <td className="version-health-means" title={health.source}>
              {said(health, name, stable, current) || rows[name].means}
            </td>
            <td>
              <Age at={health.at} periodMs={health.periodMs} form="row" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why a figure of this row is unknown; empty when none is. */
function said(health: HealthView, name: FigureName, stable: string, current: string): string {
  const why = (figures: VersionFigures | null) => (figures === null ? '' : whyUnknown(health, figures, name));
  const [before, now] = [why(health.stable), why(health.current)];
  if (before === now) return before;
  return [
    [stable, before],
    [current, now],
  ]
    .flatMap(([label, reason]) => (reason === '' ? [] : [`${label}: ${reason}`]))
    .join(', ');
}

interface ValueProps {
  readonly health: HealthView;
  readonly figures: VersionFigures;
  readonly name: FigureName;
  readonly strong?: boolean;
}

function Value({ health, figures, name, strong = false }: ValueProps): ReactElement {
  const stale = useStale(health);
  const { value, unit } = figureParts(name, figures[name]);
  return (
    <td className={strong ? 'version-health-value medium' : 'version-health-value ink-2'}>
      <span
        className="figure-value"
        data-stale={stale ? '' : undefined}
        data-unknown={figures[name] === null ? '' : undefined}
        title={whyUnknown(health, figures, name) || undefined}
      >
        {value}
      </span>
      <small>{unit}</small>
    </td>
  );
}
