import { type ReactElement, useState } from 'react';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useSettings } from '../queries.ts';
import { EnterWorld } from './enter-world.tsx';

/** The way from the sandbox to the clusters of one's own kubeconfig, wherever it is wanted. Asked first: the screen changes. */
export function OwnClusters({ look = 'usual' }: { readonly look?: 'quiet' | 'usual' }): ReactElement {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button look={look} onPress={() => setAsked(true)}>
        Use my own clusters…
      </Button>
      {asked ? <Question onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function Question({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { value, error } = useSettings();
  return (
    <Dialog title="Use my own clusters" onClose={onClose}>
      <p className="ink-2">
        The desk reads the kubeconfig instead of the sandbox. Nothing is sent to a cluster by that; the audit log and the settings are those
        of the real desk.
      </p>
      {error === null ? null : <Failed error={error} />}
      {value === null ? null : <EnterWorld world={value.world} to="kubeconfig" onEntered={onClose} />}
      <div className="dialog-actions">
        <Button onPress={onClose}>Stay on the sandbox</Button>
      </div>
    </Dialog>
  );
}
