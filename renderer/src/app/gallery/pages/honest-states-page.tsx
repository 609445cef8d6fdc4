import type { ReactElement } from 'react';
import { exampleNow as now } from '#shared/domain/rollouts/testing/example-workload.ts';
import { SmallDial } from '../../../charts/dial.tsx';
import { SmallReadouts } from '../../../charts/readouts.tsx';
import type { Series } from '../../../charts/series-geometry.ts';
import { Sparkline } from '../../../charts/sparkline.tsx';
import { Figure } from '../../../components/figure.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { State } from '../../../components/state.tsx';
import { sampleDial, sampleNeedle } from '../../../testing/samples.ts';
import { sampleSeries } from '../sample-series.ts';

const old = now - 192_000;
const window = { from: now - 900_000, to: now, periodMs: 15_000, width: 266, height: 40, scale: { low: 0, high: 60 } };
const canary = sampleSeries(now, 40, 1.4);
const stable = sampleSeries(now, 0.2, 0.1);
const ended: Series = canary.filter(([at]) => at < now - 260_000);
const holed: Series = canary.filter(([at]) => (at < now - 740_000 || at > now - 620_000) && (at < now - 400_000 || at > now - 300_000));

const agreed = sampleDial(25, 25, 24.6, now);

/** Figure, series and dial: live, stale, unknown and partial side by side. */
export function HonestStatesPage(): ReactElement {
  const columns = [
    {
      head: <State state="healthy" word="Live" />,
      says: 'age under two periods',
      figure: <Figure value="40.0%" at={now - 8_000} periodMs={15_000} />,
      series: <Sparkline label="Live" {...window} stable={stable} canary={canary} />,
      dial: agreed,
    },
    {
      head: <State state="stale" />,
      says: 'last known, with its age',
      figure: <Figure value="40.0%" at={old} periodMs={15_000} />,
      series: <Sparkline label="Stale" {...window} stable={stable.slice(0, 43)} canary={ended} />,
      dial: { ...agreed, observed: sampleNeedle(24.6, old, { source: 'rate', periodMs: 15_000 }) },
    },
    {
      head: <State state="unknown" />,
      says: 'nothing was ever seen',
      figure: <Figure value={null} at={null} periodMs={15_000} says="no series" />,
      series: <Sparkline label="Unknown" {...window} canary={[]} />,
      dial: sampleDial(25, 25, null, now),
    },
    {
      head: (
        <span className="state">
          <Glyph name="ring" />
          Partial
        </span>
      ),
      says: 'some of it, and how much',
      figure: <Figure value="38.7%" at={now - 8_000} periodMs={15_000} says="2 of 3 pods," />,
      series: <Sparkline label="Partial" {...window} stable={stable} canary={holed} />,
      dial: sampleDial(25, null, 20, now),
    },
  ];
  return (
    <div className="gallery-states">
      <h2 aria-hidden="true" />
      {columns.map(({ says, head }) => (
        <h2 key={says}>
          {head} <small>{says}</small>
        </h2>
      ))}
      <p className="gallery-label">Figure</p>
      {columns.map(({ says, figure }) => (
        <div key={says} className="gallery-figure">
          <p className="ink-2 text-12">Errors of payments 2.14.0</p>
          {figure}
        </div>
      ))}
      <p className="gallery-label">Series</p>
      {columns.map(({ says, series }) => (
        <div key={says}>{series}</div>
      ))}
      <p className="gallery-label">Dial</p>
      {columns.map(({ says, dial }) => (
        <div key={says} className="gallery-dial">
          <SmallDial dial={dial} disagrees={false} />
          <SmallReadouts dial={dial} />
        </div>
      ))}
    </div>
  );
}
