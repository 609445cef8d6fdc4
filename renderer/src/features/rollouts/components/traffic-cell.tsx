import type { ReactElement } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { centreOf, percentText } from '../../../charts/dial-claims.ts';
import { useStale } from '../../../components/age.tsx';

/** The share users get, or what the route was told where there are no metrics; grey then, and in the colour of age once too old. */
export function TrafficCell({ row: { dial } }: { readonly row: RolloutRow }): ReactElement {
  const { name, needle } = centreOf(dial);
  const stale = useStale(needle);
  const source = name === 'observed' ? 'observed' : `${name}, no metrics`;
  return (
    <span
      className={name === 'observed' ? 'figure-value' : 'figure-value ink-3'}
      data-stale={stale ? '' : undefined}
      data-unknown={needle.percent === null ? '' : undefined}
      title={stale ? `${source}, stale` : source}
    >
      {needle.percent === null ? '?' : `${percentText(needle.percent)}%`}
    </span>
  );
}
