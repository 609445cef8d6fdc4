import { type ReactElement, useMemo } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { failsMore } from '#shared/domain/rollouts/fails-more.ts';
import {
  type FigureName,
  figureNames,
  figureParts,
  figureText,
  type HealthHistory,
  type HealthView,
  type VersionFigures,
  whyUnknown,
} from '#shared/domain/rollouts/version-health.ts';
import { Sparkline } from '../../../charts/sparkline.tsx';
import { Age, useStale } from '../../../components/age.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { labelsOf } from '../page-facts.ts';
import { historyMinutes, useHealthHistory } from '../queries.ts';

const rows: Record<FigureName, { readonly name: string; readonly means: string }> = {
  requestsPerSecond: { name: 'Requests', means: 'a second, all pods' },
  errorPercent: { name: 'Errors, 5xx', means: 'share of its requests' },
  p50Ms: { name: 'p50', means: 'half are faster' },
  p95Ms: { name: 'p95', means: '95 of 100 are faster' },
  p99Ms: { name: 'p99', means: '99 of 100 are faster' },
};

/** How both versions answer now, side by side. A share of errors that chance does not explain has its colour. */
export function VersionHealth({ page }: { readonly page: Page }): ReactElement {
  const { health, detail } = page;
  const { stable, current } = labelsOf(detail.workload);
  const { target, stableHash, currentHash, versions } = detail.workload;
  const hashes = useMemo(() => [...new Set([currentHash, stableHash])].filter((hash) => hash !== ''), [currentHash, stableHash]);
  const history = useHealthHistory(target, hashes, health !== null);
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
      <Table
        health={health}
        stable={stable ?? stableHash}
        current={current}
        history={history?.ok === true ? history.value : null}
        series={{ stable: stableHash === currentHash ? null : stableHash, newer: currentHash }}
        began={versions.find(({ hash }) => hash === currentHash)?.createdAt ?? null}
      />
      <SharedReason text={sharedReason(health, stable ?? stableHash, current)} />
      {history?.ok === false ? <p className="ink-3 text-12 version-health-note">{`No history: ${history.error.message}`}</p> : null}
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
  /** null while it is not known: then nothing is drawn. */
  readonly history: HealthHistory | null;
  /** Pod hashes. */
  readonly series: { readonly stable: string | null; readonly newer: string };
  /** When the newer version's ReplicaSet was made, epoch ms. */
  readonly began: number | null;
}

function Table({ health, stable, current, history, series, began }: TableProps): ReactElement {
  const shared = sharedReason(health, stable, current);
  return (
    <table>
      <thead>
        <tr>
          <td />
          {health.stable === null ? null : <th scope="col">{stable}</th>}
          <th scope="col" className="ink medium">
            {current}
          </th>
          <td className="version-health-spark">{history === null ? '' : `last ${historyMinutes} m`}</td>
          <td />
          <td />
        </tr>
      </thead>
      <tbody>
        {figureNames.map((name) => (
          <tr key={name}>
            <th scope="row" title={rows[name].means}>
              {rows[name].name}
            </th>
            {health.stable === null ? null : <Value health={health} figures={health.stable} name={name} />}
            <Value
              health={health}
              figures={health.current}
              name={name}
              strong
              worse={name === 'errorPercent' && failsMore(health, { current, stable }, minuteMs) !== null}
            />
            <td className="version-health-spark">
              {history === null ? null : (
                <History history={history} name={name} series={series} began={began} label={spoken(health, name, stable, current)} />
              )}
            </td>
            <td className="version-health-means" title={said(health, name, stable, current) || rows[name].means}>
              {shared === '' ? said(health, name, stable, current) : ''}
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

interface HistoryProps {
  readonly history: HealthHistory;
  readonly name: FigureName;
  readonly series: TableProps['series'];
  readonly began: number | null;
  readonly label: string;
}

const scrapeMs = 15_000;
const minuteMs = 60_000;

/** Both versions over the last minutes, as the metric server kept them. Where it knows nothing, nothing is drawn. */
function History({ history, name, series, began, label }: HistoryProps): ReactElement {
  const to = useTicking((clock) => Math.floor(clock.now() / scrapeMs) * scrapeMs);
  const drawn = useMemo(() => {
    const of = (hash: string) => (history.byHash[hash] ?? []).map((figures, point) => [history.at[point] ?? 0, figures[name]] as const);
    return { stable: series.stable === null ? null : of(series.stable), newer: of(series.newer) };
  }, [history, name, series.stable, series.newer]);
  const from = to - historyMinutes * 60_000;
  return (
    <Sparkline
      label={label}
      from={from}
      to={to}
      stable={drawn.stable}
      canary={drawn.newer}
      periodMs={scrapeMs}
      marks={began !== null && began > from ? [began] : []}
      height={22}
    />
  );
}

/** `Errors, 5xx over 15 minutes: 2.13.4 now 0.2%, 2.14.0 now 40.0%` */
function spoken(health: HealthView, name: FigureName, stable: string, current: string): string {
  const before = health.stable === null ? '' : `${stable} now ${figureText(name, health.stable[name])}, `;
  return `${rows[name].name} over ${historyMinutes} minutes: ${before}${current} now ${figureText(name, health.current[name])}`;
}

/** What every row would say, said once and whole below them; empty where the rows differ. */
function sharedReason(health: HealthView, stable: string, current: string): string {
  const reasons = new Set(figureNames.map((name) => said(health, name, stable, current)));
  const [only = ''] = reasons;
  return reasons.size === 1 ? only : '';
}

function SharedReason({ text }: { readonly text: string }): ReactElement | null {
  return text === '' ? null : <p className="ink-3 text-12 version-health-note">{text}</p>;
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
  /** It was judged and is worse beyond chance: the figure has the verdict's colour, the headline its words. */
  readonly worse?: boolean;
}

function Value({ health, figures, name, strong = false, worse = false }: ValueProps): ReactElement {
  const stale = useStale(health);
  const { value, unit } = figureParts(name, figures[name]);
  return (
    <td className={strong ? 'version-health-value medium' : 'version-health-value ink-2'}>
      <span
        className="figure-value"
        data-state={worse && !stale ? 'degraded' : undefined}
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
