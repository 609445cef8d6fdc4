import type { ReactElement } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { clusterPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { Age, useStale, type Vouched } from '../../../components/age.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { Moment } from '../../../components/moment.tsx';
import { useRenew } from '../../../components/vouch-context.tsx';
import { usePreferencesStore } from '../../../lib/preferences.ts';

const titles = {
  relative: 'How long ago the cluster last vouched for the row',
  absolute: 'Since when the row stands as it does; a row too old to trust says when it was last read',
} as const;

/** An age is of the reading. An instant of the reading would be the same in every row and change every second: it says since when. */
export function AgeHead(): ReactElement {
  const times = usePreferencesStore((preferred) => preferred.times);
  return (
    <span role="columnheader" className="number" title={titles[times]}>
      {times === 'absolute' ? 'Since' : 'Age'}
    </span>
  );
}

/** The last cell of a row: its age, or with instants since when it stands so. Too old to trust, both say when it was last read. */
export function RowAge({ row: { at, attention, workload } }: { readonly row: RolloutRow }): ReactElement {
  const absolute = usePreferencesStore((preferred) => preferred.times === 'absolute');
  const stale = useStale({ at, periodMs: clusterPeriodMs });
  const since = attention.since ?? workload.startedAt ?? workload.createdAt;
  if (!absolute || stale || since === null) return <LastSeen at={at} periodMs={clusterPeriodMs} />;
  return <Moment at={since} form="when" className="age" />;
}

/** How old, or with instants since when there is no newer word of it. */
export function LastSeen({ at, periodMs }: Vouched): ReactElement {
  const absolute = usePreferencesStore((preferred) => preferred.times === 'absolute');
  const stale = useStale({ at, periodMs });
  const renew = useRenew();
  // An age renews itself; an instant is made anew with each word of the cluster.
  const seen = useTicking(() => (absolute ? renew(at, periodMs) : null));
  if (seen === null) return <Age at={at} periodMs={periodMs} form="row" />;
  return (
    <span className="age" data-stale={stale ? '' : undefined}>
      <Moment at={seen} form="when" />
    </span>
  );
}
