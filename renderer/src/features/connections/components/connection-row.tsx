import type { ReactElement } from 'react';
import { Checkbox } from 'react-aria-components';
import type { Connection } from '#shared/contract/connections.ts';
import { Age } from '../../../components/age.tsx';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { State } from '../../../components/state.tsx';
import { connectionLooks } from '../connection-look.ts';
import { useRetry } from '../mutations.ts';
import { ApproveExec } from './approve-exec.tsx';

interface ConnectionRowProps {
  readonly connection: Connection;
  readonly onDesk: boolean;
  readonly onToggle: (on: boolean) => void;
  /** Whether its details are beside the list. */
  readonly open: boolean;
  readonly onOpen: () => void;
}

export function ConnectionRow({ connection, onDesk, onToggle, open, onOpen }: ConnectionRowProps): ReactElement {
  const { context, server, user, identity, status, error, metrics, aliveAt, periodMs, current } = connection;
  const [badge, word] = connectionLooks[status];
  return (
    <li className="cluster-row" data-open={open ? '' : undefined}>
      <Checkbox className="check" isSelected={onDesk} onChange={onToggle} aria-label={`${context} on the desk`}>
        <span className="check-box" aria-hidden="true">
          {onDesk ? <Glyph name="ok" /> : null}
        </span>
      </Checkbox>
      <div className="cluster-name">
        <h2 className="medium ellipsis" title={context}>
          {context} {current ? <span className="ink-3">current</span> : null}
        </h2>
        <p className="ink-3 text-12 ellipsis" title={server}>
          {server}
        </p>
      </div>
      <div className="cluster-state">
        <State state={badge} word={word} />
        <p>{status === 'idle' ? null : <Age at={aliveAt} periodMs={periodMs} {...(aliveAt === null ? { says: 'never seen' } : {})} />}</p>
      </div>
      <div className="cluster-says">
        {error === null ? null : <Failed error={error} actions={<WhatToDo connection={connection} />} />}
        {error !== null || identity === null ? null : (
          <p className="ink-2">
            {identity.source === 'SelfSubjectReview'
              ? `You are ${identity.name}, as the cluster says`
              : `${user}; the cluster does not say who you are`}
          </p>
        )}
        {metrics === null || status === 'idle' ? null : metrics.error === null ? (
          <p className="ink-3 text-12">
            {metrics.source} <Age at={metrics.at} periodMs={metrics.periodMs} />
          </p>
        ) : (
          <Failed error={metrics.error} title={`${metrics.source}: no observed figures.`} />
        )}
      </div>
      <Button look="quiet" label={`Details of ${context}`} onPress={onOpen}>
        Details
      </Button>
    </li>
  );
}

/** What a person can do about it here. A broken entry of the kubeconfig is mended in the file, and read again by itself. */
function WhatToDo({ connection: { context, status } }: { readonly connection: Connection }): ReactElement | null {
  const retry = useRetry(context);
  if (status === 'approval-needed') return <ApproveExec context={context} />;
  if (status !== 'failed' && status !== 'silent') return null;
  return (
    <>
      <Button onPress={() => retry.mutate()} label={`Try again now: ${context}`}>
        Try again now
      </Button>
      <span role="status">
        {retry.isPending ? 'Trying.' : retry.data?.ok === false ? retry.data.error.message : 'The desk also tries by itself.'}
      </span>
    </>
  );
}
