import type { ReactElement } from 'react';
import type { Dial as Figures } from '#shared/domain/rollouts/figure.ts';
import { useStale } from '../components/age.tsx';
import { useTicking } from '../components/clock-context.tsx';
import { centreOf, dialSentence, gapOf, percentText } from './dial-claims.ts';
import { DialFace, type DialStep, StepDots } from './dial-face.tsx';
import { largeDial, smallDial } from './dial-geometry.ts';
import { Gap, Needles } from './needles.tsx';

interface DialProps {
  readonly dial: Figures;
  /** True when the needles disagree for longer than one read: the rim between them turns red. */
  readonly disagrees: boolean;
  readonly steps?: readonly DialStep[];
}

/** The traffic dial, 320 × 262: three needles, each somebody's claim. Always shown with its readouts, which carry the ages. */
export function Dial({ dial, disagrees, steps = [] }: DialProps): ReactElement {
  const sentence = useTicking((clock) => dialSentence(dial, clock.now()));
  return (
    <svg className="dial" viewBox="0 0 320 262" width="320" height="262" role="img" aria-label={`Share of traffic: ${sentence}`}>
      <DialFace shape={largeDial} />
      <Gap shape={largeDial} between={gapOf(dial, disagrees)} />
      <StepDots shape={largeDial} steps={steps} />
      <Needles dial={dial} shape={largeDial} />
      <Centre dial={dial} y={162} />
      <text className="caption" x="160" y="186" textAnchor="middle">
        {centreOf(dial).name}
      </text>
    </svg>
  );
}

/** 150 px wide, five labels, the same needles. */
export function SmallDial({ dial, disagrees }: DialProps): ReactElement {
  const sentence = useTicking((clock) => dialSentence(dial, clock.now()));
  return (
    <svg className="dial dial-small" viewBox="0 0 320 262" width="150" height="123" role="img" aria-label={`Share of traffic: ${sentence}`}>
      <DialFace shape={smallDial} />
      <Gap shape={smallDial} between={gapOf(dial, disagrees)} />
      <Needles dial={dial} shape={smallDial} />
      <Centre dial={dial} y={166} />
    </svg>
  );
}

function Centre({ dial, y }: { readonly dial: Figures; readonly y: number }): ReactElement {
  const { needle } = centreOf(dial);
  const stale = useStale(needle);
  if (needle.percent === null) {
    return (
      <text className="centre centre-unknown" x="160" y={y} textAnchor="middle">
        ?
      </text>
    );
  }
  return (
    <text className={stale ? 'centre centre-lost' : 'centre'} x="166" y={y} textAnchor="middle">
      {percentText(needle.percent)}
      <tspan className="centre-unit" dx="2">
        %
      </tspan>
    </text>
  );
}
