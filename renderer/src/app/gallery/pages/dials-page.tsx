import type { ReactElement } from 'react';
import type { Dial as Figures } from '#shared/domain/rollouts/figure.ts';
import { exampleNow as now } from '#shared/domain/rollouts/testing/example-workload.ts';
import { Dial, SmallDial } from '../../../charts/dial.tsx';
import { Readouts, SmallReadouts } from '../../../charts/readouts.tsx';
import { Tape, TapeScale } from '../../../charts/tape.tsx';
import { sampleDial, sampleNeedle } from '../../../testing/samples.ts';
import { Case, Show } from '../show.tsx';

const steps = [5, 25, 50, 100].map((percent) => ({ percent, done: percent === 5 }));
const stale: Figures = {
  ...sampleDial(25, 25, 24.6, now),
  observed: sampleNeedle(24.6, now - 192_000, { source: 'request rate, 1 min', periodMs: 15_000 }),
};
const all: readonly (readonly [string, Figures, boolean])[] = [
  ['agreed', sampleDial(25, 25, 24.6, now), false],
  ['disagree', sampleDial(25, 5, 4.9, now), true],
  ['observed disagrees', sampleDial(25, 25, 4.1, now), true],
  ['stale', stale, false],
  ['no metrics', sampleDial(5, 5, null, now), false],
  ['no route', sampleDial(50, null, 52, now), false],
  ['aborted', sampleDial(0, 0, 0, now), false],
  ['promoted', sampleDial(100, 100, 100, now), false],
];

export function DialsPage(): ReactElement {
  return (
    <>
      <Show title="Dial, with its readouts" columns={3}>
        {all.slice(0, 3).map(([name, dial, disagrees]) => (
          <Case key={name} name={name}>
            <Dial dial={dial} disagrees={disagrees} steps={steps} />
            <Readouts dial={dial} />
          </Case>
        ))}
      </Show>
      <Show title="Small dial" columns={4}>
        {all.map(([name, dial, disagrees]) => (
          <Case key={name} name={name}>
            <div className="gallery-dial">
              <SmallDial dial={dial} disagrees={disagrees} />
              <SmallReadouts dial={dial} />
            </div>
          </Case>
        ))}
      </Show>
      <Show title="Tape" columns={4}>
        {all.map(([name, dial, disagrees]) => (
          <Case key={name} name={name}>
            <TapeScale />
            <Tape dial={dial} disagrees={disagrees} />
          </Case>
        ))}
      </Show>
    </>
  );
}
