import type { ReactElement } from 'react';
import { Checkbox } from 'react-aria-components';
import type { Connection, ConnectionStatus } from '#shared/contract/connections.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { Age } from '../../../components/age.tsx';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { State } from '../../../components/state.tsx';
import { useApprove } from '../mutations.ts';

const looks: Record<ConnectionStatus, readonly [Badge, string]> = {
  idle: ['unknown', 'Not connected'],
  connecting: ['progressing', 'Connecting'],
  live: ['healthy', 'Live'],
  silent: ['stale', 'Silent'],
  failed: ['degraded', 'Cannot be read'],
  'approval-needed': ['paused', 'Waits for you'],
};

interface ConnectionRowProps {
  readonly connection: Connection;
  readonly onDesk: boolean;
  readonly onToggle: (on: boolean) => void;
}

export function ConnectionRow({ connection, onDesk, onToggle }: ConnectionRowProps): ReactElement {
  const { context, server, user, identity, status, error, metrics, aliveAt, periodMs, current } = connection;
  const [badge, word] = looks[status];
  return (
    <li className="connection">
      <Checkbox className="check" isSelected={onDesk} onChange={onToggle} aria-label={`${context} on the desk`}>
        <span className="check-box" aria-hidden="true">
          {onDesk ? <Glyph name="ok" /> : null}
        </span>
      </Checkbox>
      <div>
        <h2 className="medium ellipsis" title={context}>
          {context} {current ? <span className="ink-3">current</span> : null}
        </h2>
        <p className="ink-3 text-12 ellipsis" title={server}>
          {server}
        </p>
      </div>
      <div>
        <State state={badge} word={word} />
        <p>{status === 'idle' ? null : <Age at={aliveAt} periodMs={periodMs} {...(aliveAt === null ? { says: 'never seen' } : {})} />}</p>
      </div>
      <div>
        {error === null ? null : (
          <Failed error={error} actions={status === 'approval-needed' ? <Approve context={context} /> : undefined} />
        )}
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
    </li>
  );
}

function Approve({ context }: { readonly context: string }): ReactElement {
  const approve = useApprove();
  if (approve.data?.ok === true) return <span role="status">Approved. It is being run.</span>;
  return (
    <>
      <Button onPress={() => approve.mutate(context)}>Approve this command line</Button>
      <span>It runs on this machine, as you. Approved once, it is not asked for again until it changes.</span>
      {approve.data?.ok === false ? <Failed error={approve.data.error} /> : null}
    </>
  );
}
