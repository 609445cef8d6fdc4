import { type ReactElement, useMemo } from 'react';
import { type Frame, holesOf, scaleOf, type Series, seriesPath, xAt } from './series-geometry.ts';

interface SparklineProps {
  /** For those who do not see it, with the figures that matter: `Errors: 2.13.4 0.2%, 2.14.0 40.0%`. */
  readonly label: string;
  /** Epoch ms at both edges. */
  readonly from: number;
  readonly to: number;
  readonly stable?: Series | null;
  readonly canary: Series;
  /** How often the source is read, ms: readings further apart than two of these have a hole between them, and it is hatched. */
  readonly periodMs: number;
  /** Moments worth a rule, epoch ms: when a step began. */
  readonly marks?: readonly number[];
  /** A scale shared by several rows; without it the series' own. */
  readonly scale?: { readonly low: number; readonly high: number };
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** Both versions over time, 132 × 24 in a cell. They differ in luminance, never in hue; where nothing is known it is hatched, not joined. */
export function Sparkline(props: SparklineProps): ReactElement {
  const { label, from, to, stable = null, canary, periodMs, marks = [], scale, width = 132, height = 24 } = props;
  const drawn = useMemo(() => {
    const frame: Frame = { from, to, width, height: height - 3, ...(scale ?? scaleOf(stable === null ? [canary] : [stable, canary])) };
    const breakMs = 2 * periodMs;
    const holes = holesOf(canary, frame, breakMs);
    return {
      frame,
      holes,
      // The last reading may be old and the series over: a rule stands where it ends.
      ends: holes.flatMap(([left, right]) => (right === width && left > 0 ? [left] : [])),
      stable: stable === null ? '' : seriesPath(stable, frame, breakMs),
      canary: seriesPath(canary, frame, breakMs),
    };
  }, [from, to, width, height, scale, stable, canary, periodMs]);
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path className="spark-base" d={`M0 ${height - 0.5}H${width}`} />
      {drawn.holes.map(([left, right]) => (
        <rect key={left} className="spark-hole" x={left} y="0" width={right - left} height={height} />
      ))}
      {marks.map((at) => (
        <path key={at} className="spark-mark" d={`M${Math.round(xAt(drawn.frame, at)) + 0.5} 0V${height}`} />
      ))}
      {drawn.ends.map((x) => (
        <path key={x} className="spark-end" d={`M${x} 0V${height}`} />
      ))}
      <g transform="translate(0 1.5)">
        <path className="spark-stable" d={drawn.stable} />
        <path className="spark-canary" d={drawn.canary} />
      </g>
    </svg>
  );
}
