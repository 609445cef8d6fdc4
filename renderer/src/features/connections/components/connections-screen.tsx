import type { ReactElement } from 'react';
import type { Connection } from '#shared/contract/connections.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { countedText } from '../../../lib/count-text.ts';
import { useConnections } from '../../../lib/live-queries.ts';
import { useScopeStore } from '../../../lib/scope-store.ts';
import { ConnectionRow } from './connection-row.tsx';
import { useSandbox } from '../queries.ts';
import { ContextDetail } from './context-detail.tsx';
import { NamespaceField } from './namespace-field.tsx';
import { OwnClusters } from './own-clusters.tsx';

interface ConnectionsScreenProps {
  /** Whose details are shown beside the list: the address says it. */
  readonly context: string | null;
  readonly onContext: (context: string | null) => void;
  /** To the kubeconfig files, where more contexts come from. */
  readonly onFiles: () => void;
  readonly onMetrics: () => void;
}

/** Which clusters are on the desk, who one is there, and how each of them is. */
export function ConnectionsScreen({ context, onContext, onFiles, onMetrics }: ConnectionsScreenProps): ReactElement {
  const live = useConnections();
  const inSandbox = useSandbox() !== null;
  const all = [...live.items.values()].toSorted((a, b) => a.context.localeCompare(b.context));
  const contexts = useScopeStore((store) => store.contexts);
  const setContexts = useScopeStore((store) => store.setContexts);
  const onDesk = (connection: Connection) => (contexts === null ? connection.current : contexts.includes(connection.context));
  const toggle = (connection: Connection, on: boolean) => {
    const now = all.filter(onDesk).map((each) => each.context);
    setContexts(on ? [...now, connection.context] : now.filter((name) => name !== connection.context));
  };
  const chosen = context === null ? null : (live.items.get(context) ?? null);
  return (
    <main className={chosen === null ? 'page scroll' : 'page scroll clusters-page'}>
      <div className="tool">
        <h1 className="text-22">Connections</h1>
        <p className="ink-2">
          {live.at === null
            ? ''
            : `${countedText(all.length, 'context')} in the kubeconfig. A cluster is connected when it is put on the desk.`}
        </p>
        {contexts === null ? null : <Button onPress={() => setContexts(null)}>Only the current context</Button>}
        <NamespaceField />
        {inSandbox ? <OwnClusters /> : null}
      </div>
      {live.error === null ? null : <Failed error={live.error} />}
      {live.status === 'connecting' && live.error === null ? <Loading title="Reading the kubeconfig" /> : null}
      {live.status === 'live' && all.length === 0 ? (
        <Empty title="No kubeconfig names a context." actions={<Button onPress={onFiles}>Kubeconfig files</Button>}>
          Where the desk looked, and what it found there, is in the settings. A file can be added there; nothing has to be started again.
        </Empty>
      ) : null}
      {context !== null && chosen === null && live.status === 'live' && all.length > 0 ? (
        <Empty title={`The kubeconfig has no context ${context}.`} actions={<Button onPress={() => onContext(null)}>All contexts</Button>}>
          It is looked for by its exact name, in every file the desk reads.
        </Empty>
      ) : null}
      <div className={chosen === null ? 'clusters' : 'clusters clusters-open'}>
        <ul>
          {all.map((connection) => (
            <ConnectionRow
              key={connection.context}
              connection={connection}
              onDesk={onDesk(connection)}
              onToggle={(on) => toggle(connection, on)}
              open={connection === chosen}
              onOpen={() => onContext(connection === chosen ? null : connection.context)}
            />
          ))}
        </ul>
        {chosen === null ? null : (
          <ContextDetail key={chosen.context} connection={chosen} onClose={() => onContext(null)} onMetrics={onMetrics} />
        )}
      </div>
    </main>
  );
}
