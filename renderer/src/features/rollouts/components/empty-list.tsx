import type { ReactElement } from 'react';
import type { Connection } from '#shared/contract/connections.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { PartialBlock } from '../../../components/block-states.tsx';
import { Button } from '../../../components/button.tsx';
import type { LiveState } from '../../../lib/fold.ts';
import type { StillConnections } from '../../../lib/live-queries.ts';
import { useScope } from '../../../lib/scope-store.ts';

interface EmptyListProps {
  readonly live: Omit<LiveState<RolloutRow>, 'at'>;
  readonly connections: StillConnections;
  readonly filtered: boolean;
  /** Clusters that were to be looked at and cannot be read now. */
  readonly unread: readonly Connection[];
  readonly onShowAll: () => void;
  readonly onConnections: () => void;
}

/** Why there is no row: still reading, refused, nothing there, or everything filtered away. */
export function EmptyList({ live, connections, filtered, unread, onShowAll, onConnections }: EmptyListProps): ReactElement {
  const { contexts, namespace } = useScope();
  const { known } = connections;
  const where = contexts?.join(', ') ?? known.find((connection) => connection.current)?.context ?? 'the current context';
  const connectionsButton = <Button onPress={onConnections}>Connections</Button>;
  if (live.error !== null) return <Failed error={live.error} actions={connectionsButton} />;
  if (live.status === 'connecting' || known.some(({ status }) => status === 'connecting' || status === 'reading')) {
    return <Loading title={`Reading ${where}`}>Connect 5 s and answer 10 s at most.</Loading>;
  }
  if (filtered && live.items.size > 0) {
    return (
      <>
        <Empty title="No rollout matches." actions={<Button onPress={onShowAll}>Show all {live.items.size}</Button>}>
          Words are looked for in service, namespace, cluster, owner, state and version.
        </Empty>
        {unread.length === 0 ? null : (
          <PartialBlock
            title={`${unread.map(({ context }) => context).join(', ')} cannot be read now: what matches there is not shown.`}
            missing={unread.flatMap(({ error }) => (error === null ? [] : [error]))}
            actions={connectionsButton}
          />
        )}
      </>
    );
  }
  if (connections.status === 'live' && known.length === 0) {
    return <Empty title="No cluster is configured.">Set KUBECONFIG, or write ~/.kube/config, and start the desk again.</Empty>;
  }
  return (
    <Empty title={`No Rollout and no Deployment in ${where}${namespace === null ? '' : ` / ${namespace}`}.`} actions={connectionsButton}>
      What is created there shows up here by itself.
    </Empty>
  );
}
