import { type ReactElement, useMemo } from 'react';
import type { Act } from '#shared/domain/rollback/execution.ts';
import { metricsPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { figureParts, type HealthHistory } from '#shared/domain/rollouts/version-health.ts';
import { Sparkline } from '../../../charts/sparkline.tsx';
import { Age } from '../../../components/age.tsx';
import { Moment } from '../../../components/moment.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { ageText } from '../../../lib/age-text.ts';
import type { Versions } from '../act-words.ts';
import { useHistory } from '../queries.ts';
import { beforeAfter, type Met } from '../seen-after.ts';
import { isOpen } from '../sheet-view.ts';

/** Pod hashes: the version taken back, and what runs in its place. */
export interface Hashes {
  readonly bad: string;
  readonly good: string;
}

interface SeenAfterProps {
  readonly act: Act;
  readonly hashes: Hashes;
  readonly versions: Versions;
}

/** What users met before the hold and since: the request rate of the version taken back, and the errors of all. */
export function SeenAfter({ act, hashes, versions }: SeenAfterProps): ReactElement | null {
  const { clock } = act;
  const asked = clock.accepted.state === 'reached' && clock.traffic.state !== 'absent';
  const trafficAt = clock.traffic.state === 'reached' ? clock.traffic.at : null;
  const history = useHistory(act.target, hashes, asked, isOpen(act) ? Number.POSITIVE_INFINITY : (trafficAt ?? 0));
  const heldAt = clock.held.at;
  if (history === null || heldAt === null) return null;
  // The rates trail: before the traffic is back they would compare a moment with itself.
  const over = trafficAt !== null && (history.at.at(-1) ?? 0) >= trafficAt;
  const seen = over ? beforeAfter(history, hashes.bad, [hashes.good], heldAt) : null;
  return (
    <>
      <Graph act={act} heldAt={heldAt} history={history} hash={hashes.bad} version={versions.from} />
      {seen === null ? null : <BeforeAfter before={seen.before} after={seen.after} version={versions.from} />}
    </>
  );
}

const aroundMs = 120_000;
const graphWidth = 520;

interface GraphProps {
  readonly act: Act;
  readonly heldAt: number;
  readonly history: HealthHistory;
  readonly hash: string;
  readonly version: string;
}

function Graph({ act: { clock }, heldAt, history, hash, version }: GraphProps): ReactElement | null {
  const last = history.at.at(-1) ?? null;
  const series = useMemo(
    () => (history.byHash[hash] ?? []).map((figures, index) => [history.at[index] ?? 0, figures.requestsPerSecond] as const),
    [history, hash],
  );
  if (last === null || series.every(([, value]) => value === null)) return null;
  const moments = [
    ['held', heldAt],
    ['weights back', clock.weight.state === 'reached' ? clock.weight.at : null],
    ['traffic back', clock.traffic.state === 'reached' ? clock.traffic.at : null],
  ] as const;
  const known = moments.flatMap(([word, at]) => (at === null ? [] : [{ word, at }]));
  const from = heldAt - aroundMs;
  const to = Math.max(last, ...known.map(({ at }) => at));
  const now = series.findLast(([, value]) => value !== null)?.[1] ?? null;
  const text = figureParts('requestsPerSecond', now);
  return (
    <section className="seen-graph" aria-label={`Requests a second on ${version}`}>
      <SectionHeading meta={<Age at={last} periodMs={metricsPeriodMs} />}>{`Requests a second on ${version}`}</SectionHeading>
      <Sparkline
        label={`Requests a second on ${version}: ${text.value}${text.unit}; ${known.map(({ word }) => word).join(', ')}`}
        from={from}
        to={to}
        canary={series}
        periodMs={metricsPeriodMs}
        marks={known.map(({ at }) => at)}
        width={graphWidth}
        height={64}
      />
      <p className="seen-scale" aria-hidden="true">
        <span>−2 m</span>
        <span style={{ left: `${(100 * aroundMs) / (to - from)}%` }}>held</span>
        {/* Two words in one place are none: while the hold is young its own stands there. */}
        <span>{(to - heldAt) / (to - from) < 0.2 ? '' : `+${ageText((to - heldAt) / 1_000)}`}</span>
      </p>
    </section>
  );
}

interface BeforeAfterProps {
  readonly before: Met;
  readonly after: Met;
  readonly version: string;
}

function BeforeAfter({ before, after, version }: BeforeAfterProps): ReactElement {
  const rows = [
    ['Errors, all requests', 'errorPercent', (met: Met) => met.errorPercent],
    [`Requests on ${version}`, 'requestsPerSecond', (met: Met) => met.onBad],
  ] as const;
  return (
    <section aria-label="Before and after">
      <SectionHeading meta={<Age at={after.at} periodMs={metricsPeriodMs} />}>Before and after</SectionHeading>
      <table className="effects">
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              <Moment at={before.at} form="time" />
            </th>
            <th scope="col" className="number">
              <Moment at={after.at} form="time" />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, name, of]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td className="number">{textOf(name, of(before))}</td>
              <td className="number ink">{textOf(name, of(after))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function textOf(name: 'errorPercent' | 'requestsPerSecond', value: number | null): string {
  const { value: text, unit } = figureParts(name, value);
  return value === null ? '?' : `${text}${unit}`;
}
