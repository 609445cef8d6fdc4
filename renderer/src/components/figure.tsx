import type { ReactElement } from 'react';
import { Age, useStale, type Vouched } from './age.tsx';

interface FigureProps extends Vouched {
  /** With its unit: `14 ready`. null is unknown and shows `?`, never 0. */
  readonly value: string | null;
  /** Said before the age: `2 of 3 pods,`. */
  readonly says?: string;
}

/** A figure and its age are one thing: this is the only way to put a live number on the screen outside a chart. */
export function Figure({ value, at, periodMs, says }: FigureProps): ReactElement {
  const stale = useStale({ at, periodMs });
  return (
    <span className="figure">
      <span className="figure-value" data-stale={stale ? '' : undefined} data-unknown={value === null ? '' : undefined}>
        {value ?? '?'}
      </span>{' '}
      <Age at={at} periodMs={periodMs} {...(says === undefined ? {} : { says })} />
    </span>
  );
}
