import type { ReactElement } from 'react';
import type { Dial } from '#shared/domain/rollouts/figure.ts';
import { useStale } from '../components/age.tsx';
import { acceptedPath, angleOf, arcPath, type DialShape, observedMarks, requestedPath } from './dial-geometry.ts';

interface NeedlesProps {
  readonly dial: Dial;
  readonly shape: DialShape;
}

function turn(shape: DialShape, percent: number) {
  const { x, y } = shape.centre;
  return { transform: `rotate(${angleOf(percent)}deg)`, transformOrigin: `${x}px ${y}px` };
}

/** Whose claim each mark is: observed (arc), requested (hollow bug), accepted (solid needle). A stale one is half gone. */
export function Needles({ dial, shape }: NeedlesProps): ReactElement {
  const { requested, accepted, observed } = dial;
  const lost = { requested: useStale(requested), accepted: useStale(accepted), observed: useStale(observed) };
  const { x, y } = shape.centre;
  const seen = observed.percent === null ? null : observedMarks(shape, observed.percent);
  return (
    <g>
      {seen === null ? null : (
        <g className={lost.observed ? 'lost' : undefined}>
          <path className="observed" d={seen.arc} />
          <path className="observed-tip" d={seen.tip} />
        </g>
      )}
      {requested.percent === null ? null : (
        <g className={lost.requested ? 'needle lost' : 'needle'} style={turn(shape, requested.percent)}>
          <path className="requested-line" d={`M${x + shape.radius - 64} ${y}H${x + shape.radius - 18}`} />
          <path className="requested" d={requestedPath(shape)} />
        </g>
      )}
      {accepted.percent === null ? null : (
        <g className={lost.accepted ? 'needle lost' : 'needle'} style={turn(shape, accepted.percent)}>
          <path className="accepted" d={acceptedPath(shape)} />
        </g>
      )}
    </g>
  );
}

export function Gap({
  shape,
  between,
}: {
  readonly shape: DialShape;
  readonly between: readonly [number, number] | null;
}): ReactElement | null {
  if (between === null) return null;
  return <path className="gap" d={arcPath(shape, angleOf(between[0]), angleOf(between[1]), shape.radius)} />;
}
