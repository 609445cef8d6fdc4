import type { ReactElement } from 'react';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { type Interval, corridor, corridorX, intervalAxis, signedText } from './interval-geometry.ts';

interface IntervalProps {
  readonly interval: Interval;
  /** The colour of the verdict; `unknown` where there is none. */
  readonly state: Extract<Badge, 'healthy' | 'degraded' | 'unknown' | 'stale'>;
  /** True draws a disc, a verdict; false an open ring, none. */
  readonly judged: boolean;
  /** `points`, `ms`: after the figure. */
  readonly unit: string;
}

const sentence = ({ interval, unit, judged }: IntervalProps) =>
  `Difference ${signedText(interval.estimate)} ${unit}, interval ${signedText(interval.low)} to ${signedText(interval.high)}, ` +
  `tolerance ${interval.tolerance}${judged ? '' : ', not judged'}`;

/**
 * One row's difference, 128 × 29, in multiples of its own tolerance: the corridor is the same in every row, linear inside and
 * logarithmic outside. Right is worse.
 */
export function IntervalRow(props: IntervalProps): ReactElement {
  const { interval, state, judged } = props;
  const x = (value: number) => corridorX(value / interval.tolerance);
  return (
    <svg className="interval" width="128" height="29" viewBox="0 0 128 29" role="img" aria-label={sentence(props)} data-state={state}>
      <Corridor />
      <path
        className="interval-bar"
        d={`M${x(interval.low)} 14.5H${x(interval.high)}M${x(interval.low)} 10.5v8M${x(interval.high)} 10.5v8`}
      />
      <circle className={judged ? 'interval-point' : 'interval-point interval-open'} cx={x(interval.estimate)} cy="14.5" r="3.5" />
    </svg>
  );
}

/** The corridor alone, for a row that has no difference: rows above and below keep their line. */
export function IntervalNone(): ReactElement {
  return (
    <svg className="interval" width="128" height="29" viewBox="0 0 128 29" aria-hidden="true">
      <Corridor />
    </svg>
  );
}

function Corridor(): ReactElement {
  return (
    <>
      <rect className="interval-corridor" x={corridor.middle - corridor.half} y="-1" width={2 * corridor.half} height="31" />
      <path className="interval-zero" d={`M${corridor.middle} -1v31`} />
    </>
  );
}

/** Above a column of rows. */
export function IntervalScale(): ReactElement {
  return (
    <svg className="interval" width="128" height="16" viewBox="0 0 128 16" role="img" aria-label="left better, right worse">
      <text x="0" y="12">
        better
      </text>
      <text x={corridor.middle} y="12" textAnchor="middle">
        same
      </text>
      <text x="128" y="12" textAnchor="end">
        worse
      </text>
    </svg>
  );
}

const wide = { width: 612, left: 8, right: 604 } as const;

/** Below a verdict's sentence, 612 × 40: one linear axis in the metric's own unit, its tolerance a grey bar at zero. */
export function IntervalPlot(props: IntervalProps): ReactElement {
  const { interval, state, judged, unit } = props;
  const axis = intervalAxis(interval);
  const x = (value: number) => Math.round((wide.left + ((value - axis.from) / (axis.to - axis.from)) * (wide.right - wide.left)) * 10) / 10;
  const [low, high] = [x(interval.low), x(interval.high)];
  return (
    <svg className="interval interval-wide" viewBox="0 0 612 40" role="img" aria-label={sentence(props)} data-state={state}>
      <path className="interval-axis" d={`M${wide.left} 24.5H${wide.right}`} />
      <rect
        className="interval-tolerance"
        x={x(-interval.tolerance)}
        y="14"
        width={x(interval.tolerance) - x(-interval.tolerance)}
        height="14"
      />
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <path className="interval-axis" d={`M${Math.round(x(tick)) + 0.5} 21v7`} />
          <text x={x(tick)} y="39" textAnchor={x(tick) < 20 ? 'start' : x(tick) > 592 ? 'end' : 'middle'}>
            {signedText(tick)}
          </text>
        </g>
      ))}
      {Math.abs(x(interval.estimate) - x(0)) < 120 ? null : (
        <text x={Math.max(x(0), 48)} y="9" textAnchor="middle">
          {`same, within ${interval.tolerance}`}
        </text>
      )}
      <path className="interval-thick" d={`M${low} 24.5H${high}M${low} 18.5v12M${high} 18.5v12`} />
      <circle className={judged ? 'interval-point' : 'interval-point interval-open'} cx={x(interval.estimate)} cy="24.5" r="4.5" />
      <text className="interval-figure" x={Math.min(Math.max(x(interval.estimate), 44), 568)} y="11" textAnchor="middle">
        {`${signedText(interval.estimate)} ${unit}`}
      </text>
    </svg>
  );
}
