import type { ReactElement } from 'react';
import type { Connection } from '#shared/contract/connections.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { countedText } from '../../../lib/count-text.ts';
import { useConnections } from '../../../lib/live-queries.ts';
import { useScopeStore } from '../../../lib/scope-store.ts';
import { ConnectionRow } from './connection-row.tsx';
import { NamespaceField } from './namespace-field.tsx';

/** Which clusters are on the desk, who one is there, and how each of them is. */
export function ConnectionsScreen(): ReactElement {
  const live = useConnections();
  const all = [...live.items.values()].toSorted((a, b) => a.context.localeCompare(b.context));
  const contexts = useScopeStore((store) => store.contexts);
  const setContexts = useScopeStore((store) => store.setContexts);
  const onDesk = (connection: Connection) => (contexts === null ? connection.current : contexts.includes(connection.context));
  const toggle = (connection: Connection, on: boolean) => {
    const now = all.filter(onDesk).map(({ context }) => context);
    setContexts(on ? [...now, connection.context] : now.filter((context) => context !== connection.context));
  };
  return (
    <main className="page scroll">
      <div className="tool">
        <h1 className="text-22">Connections</h1>
        <p className="ink-2">
          {live.at === null
            ? ''
            : `${countedText(all.length, 'context')} in the kubeconfig. A cluster is connected when it is put on the desk.`}
        </p>
        {contexts === null ? null : <Button onPress={() => setContexts(null)}>Only the current context</Button>}
        <NamespaceField />
      </div>
      {live.error === null ? null : <Failed error={live.error} />}
      {live.status === 'connecting' && live.error === null ? <Loading title="Reading the kubeconfig" /> : null}
      {live.status === 'live' && all.length === 0 ? (
        <Empty title="The kubeconfig names no context.">Set KUBECONFIG, or write ~/.kube/config, and start the desk again.</Empty>
      ) : null}
      <ul>
        {all.map((connection) => (
          <ConnectionRow
            key={connection.context}
            connection={connection}
            onDesk={onDesk(connection)}
            onToggle={(on) => toggle(connection, on)}
          />
        ))}
      </ul>
    </main>
  );
}
