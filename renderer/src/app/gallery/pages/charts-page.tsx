import type { ReactElement } from 'react';
import { exampleNow as now } from '#shared/domain/rollouts/testing/example-workload.ts';
import { IntervalNone, IntervalPlot, IntervalRow, IntervalScale } from '../../../charts/interval-plot.tsx';
import { RollbackClock } from '../../../charts/rollback-clock.tsx';
import { Sparkline } from '../../../charts/sparkline.tsx';
import { StepLadder } from '../../../charts/step-ladder.tsx';
import { State } from '../../../components/state.tsx';
import { sampleAct, samplePage } from '../../../testing/samples.ts';
import { galleryAct } from '../gallery-samples.ts';
import { sampleSeries, sampleStep } from '../sample-series.ts';
import { Case, Show } from '../show.tsx';

const window = { from: now - 900_000, to: now, periodMs: 15_000, marks: [now - 660_000, now - 52_000] };
const rows = [
  {
    name: 'Errors, 5xx',
    stable: sampleSeries(now, 0.2, 0.1),
    canary: sampleStep(now, 0, 40, now - 660_000),
    interval: [37.9, 39.8, 41.7, 0.5],
    state: 'degraded',
    word: 'worse',
  },
  {
    name: 'Order success',
    stable: sampleSeries(now, 97, 0.4),
    canary: sampleStep(now, 97, 58, now - 660_000),
    interval: [36, 38.7, 41, 1],
    state: 'degraded',
    word: 'worse',
  },
  {
    name: 'p50',
    stable: sampleSeries(now, 428, 9),
    canary: sampleSeries(now, 431, 12),
    interval: [-9, 3, 15, 21],
    state: 'healthy',
    word: 'no worse',
  },
  {
    name: 'p95',
    stable: sampleSeries(now, 612, 14),
    canary: sampleSeries(now, 502, 5),
    interval: [-129, -110, -100, 31],
    state: 'unknown',
    word: 'cut off',
  },
] as const;

function interval([low, estimate, high, tolerance]: readonly [number, number, number, number]) {
  return { low, estimate, high, tolerance };
}

export function ChartsPage(): ReactElement {
  const page = samplePage(now);
  return (
    <>
      <Show title="Both versions over time, and the difference in multiples of its own tolerance">
        <table className="gallery-rows">
          <thead>
            <tr>
              <td />
              <td />
              <td>
                <IntervalScale />
              </td>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, stable, canary, interval: four, state, word }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Sparkline label={name} {...window} stable={stable} canary={canary} />
                </td>
                <td>
                  <IntervalRow interval={interval(four)} state={state} judged={word !== 'cut off'} unit="" />
                </td>
                <td>
                  <State state={state} word={word} />
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">Requests</th>
              <td>
                <Sparkline
                  label="Requests, stable only until the canary began"
                  {...window}
                  stable={sampleSeries(now, 80, 2)}
                  canary={sampleStep(now, 4, 4.2, now).filter(([at]) => at > now - 400_000)}
                />
              </td>
              <td>
                <IntervalNone />
              </td>
              <td className="ink-3">4.9% share</td>
            </tr>
          </tbody>
        </table>
      </Show>
      <Show title="Interval of one verdict" columns={2}>
        <Case name="worse, proved">
          <IntervalPlot interval={{ low: 37.9, estimate: 39.8, high: 41.7, tolerance: 0.5 }} state="degraded" judged unit="points" />
        </Case>
        <Case name="undecided">
          <IntervalPlot interval={{ low: -0.3, estimate: 0.4, high: 1.1, tolerance: 0.5 }} state="unknown" judged={false} unit="points" />
        </Case>
      </Show>
      <div className="gallery-columns">
        <Show title="Steps">
          <StepLadder steps={page.steps} state="degraded" />
        </Show>
        <Show title="Clock of a rollback">
          <Case name="running">
            <RollbackClock marks={sampleAct(now).clock} elapsed={9.4} heldAt="11:12:16.0" />
          </Case>
          <Case name="not effective">
            <RollbackClock marks={galleryAct('sent').clock} elapsed={null} heldAt="11:12:16.0" />
          </Case>
        </Show>
      </div>
    </>
  );
}
