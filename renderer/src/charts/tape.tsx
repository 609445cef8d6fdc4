import type { ReactElement } from 'react';
import type { Dial, Needle } from '#shared/domain/rollouts/figure.ts';
import { useStale } from '../components/age.tsx';
import { useTicking } from '../components/clock-context.tsx';
import { useRenew } from '../components/vouch-context.tsx';
import { dialSentence, gapOf } from './dial-claims.ts';
import { tapeTicks, tapeX } from './dial-geometry.ts';

interface TapeProps {
  readonly dial: Dial;
  readonly disagrees: boolean;
}

/** The dial laid flat for a row of a list, 132 × 20: same scale, same three marks. */
export function Tape({ dial, disagrees }: TapeProps): ReactElement {
  const renew = useRenew();
  const { requested, accepted, observed } = dial;
  const lost = { requested: useStale(requested), accepted: useStale(accepted), observed: useStale(observed) };
  const gap = gapOf(dial, disagrees);
  const seen = (needle: Needle): Needle => ({ ...needle, at: renew(needle.at, needle.periodMs) });
  const sentence = useTicking((clock) =>
    dialSentence({ requested: seen(requested), accepted: seen(accepted), observed: seen(observed) }, clock.now()),
  );
  return (
    <svg className="tape" width="132" height="20" viewBox="0 0 132 20" role="img" aria-label={sentence}>
      <path className="base" d="M5 14.5h122" />
      <path className="tick" d={ticks} />
      {observed.percent === null ? null : (
        <rect
          className={lost.observed ? 'observed lost' : 'observed'}
          x="5"
          y="11"
          width={Math.max(1, tapeX(observed.percent) - 5)}
          height="3"
        />
      )}
      {gap === null ? null : (
        <path
          className="gap"
          d={`M${tapeX(Math.min(...gap)) + 3} 4.5H${Math.max(tapeX(Math.min(...gap)) + 3, tapeX(Math.max(...gap)) - 6)}`}
        />
      )}
      {accepted.percent === null ? null : (
        <rect className={lost.accepted ? 'accepted lost' : 'accepted'} x={tapeX(accepted.percent) - 1} y="3" width="2" height="13" />
      )}
      {requested.percent === null ? null : (
        <path className={lost.requested ? 'requested lost' : 'requested'} d={`M${tapeX(requested.percent) - 4} 1.5h8v4l-4 4-4-4Z`} />
      )}
    </svg>
  );
}

/** One drawing for all of them: a list has forty tapes. */
const ticks = tapeTicks.map((percent) => `M${Math.round(tapeX(percent)) + 0.5} 14v4`).join('');

/** The scale above a column of tapes. */
export function TapeScale(): ReactElement {
  return (
    <svg className="tape-scale" width="132" height="14" viewBox="0 0 132 14" role="img" aria-label="Share of traffic, 0 to 100 percent">
      {[0, 5, 25, 50, 100].map((percent) => (
        <text key={percent} x={tapeX(percent)} y="11" textAnchor="middle">
          {percent}
        </text>
      ))}
    </svg>
  );
}
