import { memo, type ReactElement, useCallback } from 'react';
import type { Connection } from '#shared/contract/connections.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { requestedDiffers } from '#shared/domain/rollouts/disagreement.ts';
import { clusterPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { stateWord } from '#shared/domain/rollouts/state-word.ts';
import { Tape, TapeScale } from '../../../charts/tape.tsx';
import { Button } from '../../../components/button.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { State, TrustedState } from '../../../components/state.tsx';
import { VersionArrow } from '../../../components/version-arrow.tsx';
import { VouchedBy } from '../../../components/vouch-context.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { countedText, countText } from '../../../lib/count-text.ts';
import { useAliveNow } from '../../../lib/live-queries.ts';
import { dayText, timeText } from '../../../lib/wall-time.ts';
import { AgeHead, LastSeen, RowAge } from './row-age.tsx';
import { ErrorsCell } from './errors-cell.tsx';
import { TrafficCell } from './traffic-cell.tsx';
import { sinceText } from '../since-text.ts';
import { type Group, type ListRow, releaseOf, twoLines, vouchedAt } from '../list-rows.ts';

export function ListHead({ severalClusters }: { readonly severalClusters: boolean }): ReactElement {
  return (
    <div className="rollout-row rollout-row-head" role="presentation" data-clusters={severalClusters ? '' : undefined}>
      <span role="columnheader">State</span>
      <span role="columnheader">Service</span>
      <span role="columnheader">{severalClusters ? 'Cluster, namespace' : 'Namespace'}</span>
      <span role="columnheader">Release</span>
      <span role="columnheader" className="tape-cell" aria-label="Share of traffic">
        <TapeScale />
      </span>
      <span role="columnheader" className="number">
        Traffic
      </span>
      <span role="columnheader" className="number">
        Errors, %
      </span>
      <span role="columnheader" className="why">
        What it needs, or what comes next
      </span>
      <AgeHead />
    </div>
  );
}

interface ListCellsProps {
  readonly row: ListRow;
  readonly closed: ReadonlySet<Group>;
  readonly onToggle: (group: Group) => void;
  readonly severalClusters: boolean;
}

/** Of 5,000 rows a picture changes a few: only what changed of a row makes it again. */
export const ListCells = memo(function ListCells({ row, closed, onToggle, severalClusters }: ListCellsProps): ReactElement {
  if (row.kind === 'heading') return <GroupCells row={row} closed={closed.has(row.group)} onToggle={() => onToggle(row.group)} />;
  if ('cluster' in row) return <ClusterCells cluster={row.cluster} silent={row.silent} severalClusters={severalClusters} />;
  return <RolloutCells listed={row.row} kind={row.kind} severalClusters={severalClusters} />;
}, sameCells);

function sameCells(was: ListCellsProps, is: ListCellsProps): boolean {
  if (was.severalClusters !== is.severalClusters || was.onToggle !== is.onToggle) return false;
  if (was.row === is.row) return was.closed === is.closed;
  return 'row' in was.row && 'row' in is.row && was.row.row === is.row.row && was.row.kind === is.row.kind;
}

const titles: Record<Group, string> = { 'needs-a-human': 'Needs a human', moving: 'Moving', silent: 'Silent', well: 'Well' };

function GroupCells({
  row,
  closed,
  onToggle,
}: {
  readonly row: ListRow & { kind: 'heading' };
  readonly closed: boolean;
  readonly onToggle: () => void;
}): ReactElement {
  const waited = useTicking((clock) => (row.oldest === null ? null : ageText((clock.now() - row.oldest) / 1_000)));
  const says: Record<Group, string> = {
    'needs-a-human': waited === null ? '' : `oldest has waited ${waited}`,
    moving: '',
    silent: 'last known, not counted as well',
    well: 'nothing to do',
  };
  return (
    <div className="group-row" role="gridcell" aria-colspan={9}>
      <h2>{titles[row.group]}</h2>
      <b>{countText(row.count)}</b>
      <Button look="quiet" onPress={onToggle} label={`${closed ? 'show' : 'hide'} ${titles[row.group]}`}>
        {closed ? 'show' : 'hide'}
      </Button>
      <span>{says[row.group]}</span>
    </div>
  );
}

interface RolloutCellsProps {
  readonly listed: RolloutRow;
  readonly kind: 'attention' | 'moving' | 'compact';
  readonly severalClusters: boolean;
}

function RolloutCells(props: RolloutCellsProps): ReactElement {
  const { workload, attention } = props.listed;
  const aliveNow = useAliveNow(workload.target.context);
  const renew = useCallback(
    (at: number | null, periodMs: number) => vouchedAt(attention.group, aliveNow(), at, periodMs),
    [attention.group, aliveNow],
  );
  return (
    <VouchedBy renew={renew}>
      <VouchedCells {...props} />
    </VouchedBy>
  );
}

function VouchedCells({ listed: row, kind, severalClusters }: RolloutCellsProps): ReactElement {
  const { workload, attention, dial } = row;
  const { target } = workload;
  const quiet = attention.group === 'well' || attention.group === 'silent';
  // The sampling error of a share is the core's to judge: in a row only what was asked and not given turns red.
  const disagrees = attention.group === 'needs-a-human' && requestedDiffers(dial);
  const [what, next] = kind === 'attention' ? twoLines(attention.sentence) : [attention.sentence, ''];
  const since = sinceText(row);
  return (
    <div className="rollout-row" role="presentation" data-clusters={severalClusters ? '' : undefined}>
      <span role="gridcell">
        <TrustedState
          state={attention.state}
          word={stateWord(attention)}
          at={row.at}
          periodMs={clusterPeriodMs}
          quiet={kind === 'compact'}
        />
      </span>
      <span role="gridcell" className="rollout-name" title={target.kind === 'Rollout' ? target.name : `${target.kind} ${target.name}`}>
        {target.name}
        {severalClusters ? <small className="rollout-where">{target.context}</small> : null}
      </span>
      <span role="gridcell" className="ink-3">
        {severalClusters ? `${target.context} / ${target.namespace}` : target.namespace}
      </span>
      <span role="gridcell">
        <VersionArrow {...releaseOf(row)} />
      </span>
      <span role="gridcell" className="tape-cell">
        {quiet ? (
          <span className="ink-3">
            {attention.since === null || attention.group === 'silent' ? '' : `since ${dayText(attention.since)}`}
          </span>
        ) : (
          <Tape dial={dial} disagrees={disagrees} />
        )}
      </span>
      <span role="gridcell" className="number">
        {quiet ? '' : <TrafficCell row={row} />}
      </span>
      <span role="gridcell" className="number">
        {quiet ? '' : <ErrorsCell row={row} />}
      </span>
      <span role="gridcell" className="why" title={since === '' ? attention.sentence : `${attention.sentence}. ${since}`}>
        {kind === 'attention' ? (
          <>
            <b>{what}</b>
            <span>{since === '' || next === '' ? next || since : `${next}. ${since}`}</span>
          </>
        ) : (
          what
        )}
      </span>
      <span role="gridcell">
        <RowAge row={row} />
      </span>
    </div>
  );
}

const clusterSays = {
  silent: 'No word from the cluster',
  failed: 'The cluster cannot be read',
  'approval-needed': 'A command line waits for approval',
} as const;

interface ClusterCellsProps {
  readonly cluster: Connection;
  readonly silent: number;
  readonly severalClusters: boolean;
}

function ClusterCells({ cluster, silent, severalClusters }: ClusterCellsProps): ReactElement {
  const status = cluster.status === 'silent' || cluster.status === 'approval-needed' ? cluster.status : 'failed';
  return (
    <div className="rollout-row" role="presentation" data-clusters={severalClusters ? '' : undefined}>
      <span role="gridcell">
        <State
          state={status === 'approval-needed' ? 'paused' : status === 'silent' ? 'stale' : 'unknown'}
          word={status === 'approval-needed' ? 'Waits' : status === 'silent' ? 'Stale' : 'Unread'}
        />
      </span>
      <span role="gridcell" className="rollout-name">
        {silent > 0 ? countedText(silent, 'rollout') : cluster.context}
      </span>
      <span role="gridcell" className="ink-3">
        {cluster.context}
      </span>
      <span role="gridcell" className="ink-3">
        {cluster.aliveAt === null ? 'never seen' : `last seen ${timeText(cluster.aliveAt)}`}
      </span>
      <span role="gridcell" />
      <span role="gridcell" />
      <span role="gridcell" />
      <span role="gridcell" className="why" title={cluster.error?.upstream?.text ?? cluster.error?.message}>
        <b>{cluster.error?.message ?? clusterSays[status]}</b>
        <span className="mono">{cluster.error?.upstream?.text ?? ''}</span>
      </span>
      <span role="gridcell">
        <LastSeen at={cluster.aliveAt} periodMs={cluster.periodMs} />
      </span>
    </div>
  );
}
