import type { ReactElement } from 'react';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import { Failed } from '../../../../components/block.tsx';
import { Button } from '../../../../components/button.tsx';
import { useSaveSettings } from '../../mutations.ts';
import { AddKubeconfig } from '../add-kubeconfig.tsx';
import { CopyButton } from '../copy-button.tsx';
import { KubeconfigFileList } from '../kubeconfig-file-list.tsx';

/** Which kubeconfig files were read, in which order, and further ones of the desk's own. */
export function KubeconfigFiles({ settings }: { readonly settings: SettingsView }): ReactElement {
  const save = useSaveSettings();
  const { kubeconfigs, filesIgnored, world } = settings;
  return (
    <div className="settings-stack">
      <KubeconfigFileList
        files={kubeconfigs}
        inSandbox={world.now === 'sandbox'}
        actions={({ path, origin }) => (
          <>
            <CopyButton text={path} what={`the path ${path}`} />
            {origin === 'settings' ? (
              <Button
                look="quiet"
                label={`Take away ${path}`}
                onPress={() => save.mutate({ set: 'kubeconfig-file', path, present: false })}
              >
                Take away
              </Button>
            ) : null}
          </>
        )}
      />
      {save.data?.ok === false ? <Failed error={save.data.error} /> : null}
      <p className="field-note">
        The first file to name a context wins. Files are read again at each question, so a change in them counts at once. Taking one away
        here leaves the file itself alone.
      </p>
      {filesIgnored === null ? (
        <AddKubeconfig />
      ) : (
        <p className="ink-2">
          {world.now === 'sandbox'
            ? 'On the sandbox its own kubeconfig is the only one. Files are added to the desk on your clusters.'
            : `${filesIgnored} Others can be added here when it is started without.`}
        </p>
      )}
    </div>
  );
}
