import type { ReactElement } from 'react';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import { EnterWorld } from '../enter-world.tsx';

/** Practice, and the way back. */
export function WorldChoice({ world }: { readonly world: SettingsView['world'] }): ReactElement {
  const inSandbox = world.now === 'sandbox';
  return (
    <div className="settings-stack">
      <p className="ink-2">
        {inSandbox
          ? 'This desk is on the sandbox: simulated clusters, metrics and traffic. Its audit log and settings are its own.'
          : 'A simulated fleet with real protocols, to try everything on. It has an audit log and settings of its own.'}
      </p>
      <EnterWorld world={world} to={inSandbox ? 'kubeconfig' : 'sandbox'} />
    </div>
  );
}
