import { memo, type ReactElement } from 'react';
import { angleOf, arcPath, type DialShape, labelsOf, pointAt, startAngle, sweep, ticksOf } from './dial-geometry.ts';

interface DialFaceProps {
  readonly shape: DialShape;
}

/** Rim, ticks and labels: drawn once, never again. */
export const DialFace = memo(function DialFace({ shape }: DialFaceProps): ReactElement {
  return (
    <g>
      <path className="rim" d={arcPath(shape, startAngle, startAngle + sweep, shape.radius)} />
      {ticksOf(shape).map((tick) => (
        <path key={tick.percent} className={tick.labelled ? 'tick tick-big' : 'tick'} d={tick.path} />
      ))}
      {labelsOf(shape).map((label) => (
        <text key={label.percent} x={label.x} y={label.y} textAnchor="middle">
          {label.percent}
        </text>
      ))}
    </g>
  );
});

export interface DialStep {
  readonly percent: number;
  readonly done: boolean;
}

/** The steps' weights as dots on the rim, filled when done. */
export function StepDots({ shape, steps }: DialFaceProps & { readonly steps: readonly DialStep[] }): ReactElement {
  const byWeight = new Map<number, boolean>();
  for (const step of steps) byWeight.set(step.percent, (byWeight.get(step.percent) ?? false) || step.done);
  return (
    <g>
      {[...byWeight].map(([percent, done]) => {
        const { x, y } = pointAt(shape, angleOf(percent), shape.radius);
        return <circle key={percent} className={done ? 'step-done' : 'step-todo'} cx={x} cy={y} r="3" />;
      })}
    </g>
  );
}
