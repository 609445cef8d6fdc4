import { type ReactElement, useState } from 'react';
import type { MetricAuth, MetricServerView, SettingsView } from '#shared/domain/connections/settings.ts';
import { Empty } from '../../../../components/block.tsx';
import { Button } from '../../../../components/button.tsx';
import { SelectField } from '../../../../components/select-field.tsx';
import { MetricServerSheet } from './metric-server-sheet.tsx';

/** Which metric server knows the traffic of which context. */
export function MetricServers({ settings }: { readonly settings: SettingsView }): ReactElement {
  const { metrics, access, world } = settings;
  const [editing, setEditing] = useState<{ readonly context: string | null } | null>(null);
  const named = Object.entries(metrics.contexts);
  const others = access.map(({ context }) => context).filter((context) => !Object.hasOwn(metrics.contexts, context));
  const inSandbox = world.now === 'sandbox';
  const none = metrics.default === null && named.length === 0;
  const of = (context: string | null) => (context === null ? metrics.default : (metrics.contexts[context] ?? null));
  return (
    <div className="settings-stack">
      {metrics.overridden === null ? null : (
        <p className="ink-2">
          <code className="mono">{metrics.overridden}</code>{' '}
          {inSandbox
            ? "is the sandbox's own, and stands for every context while the desk is on it."
            : 'was named with --prometheus: it stands for every context until the desk is started without. What is saved here counts from then on.'}
        </p>
      )}
      {none && metrics.overridden === null ? (
        <Empty title="No metric server is set.">
          Without one the observed needle is unknown, and a rollback's clock has no traffic mark. Everything else works.
        </Empty>
      ) : null}
      {none ? null : (
        <ul className="file-list" aria-label="Metric servers">
          {metrics.default === null ? null : (
            <ServerRow name="Every other context" server={metrics.default} onEdit={() => setEditing({ context: null })} />
          )}
          {named.map(([context, server]) => (
            <ServerRow key={context} name={context} server={server} onEdit={() => setEditing({ context })} />
          ))}
        </ul>
      )}
      <div className="block-actions">
        {metrics.default === null && !inSandbox ? (
          <Button onPress={() => setEditing({ context: null })}>Set one for every context</Button>
        ) : null}
        {others.length === 0 || inSandbox ? null : (
          <SelectField
            label="Set one for a context"
            bare
            value={null}
            placeholder="Set one for a context"
            choices={others.map((context) => ({ value: context, text: context }))}
            onChange={(context) => setEditing({ context })}
          />
        )}
      </div>
      {editing === null ? null : (
        <MetricServerSheet
          key={editing.context ?? ''}
          context={editing.context}
          server={of(editing.context)}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

interface ServerRowProps {
  readonly name: string;
  readonly server: MetricServerView;
  readonly onEdit: () => void;
}

function ServerRow({ name, server, onEdit }: ServerRowProps): ReactElement {
  return (
    <li>
      <div className="file-name">
        <p className="medium">{name}</p>
        <p className="mono ink-2">{server.url}</p>
      </div>
      <div className="file-says">
        <p className="ink-2 text-12">{authText(server.auth)}</p>
        <p className="ink-3 text-12">
          {[server.template, `window ${server.window}`, headersText(server.headers)].filter(Boolean).join(', ')}
        </p>
      </div>
      <div className="file-actions">
        <Button look="quiet" label={`Edit the metric server of ${name}`} onPress={onEdit}>
          Edit
        </Button>
      </div>
    </li>
  );
}

/** Where the secret lies, never what it is. */
function authText(auth: MetricAuth): string {
  if (auth.type === 'none') return 'signs in with nothing';
  const place = auth.secret.from === 'file' ? `from ${auth.secret.path}` : `from environment ${auth.secret.name}`;
  return auth.type === 'bearer' ? `bearer token ${place}` : `${auth.username}, password ${place}`;
}

function headersText(headers: readonly string[]): string {
  return headers.length === 0 ? '' : `${headers.join(', ')} set`;
}
