import type { ReactElement } from 'react';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { useEnterWorld } from '../mutations.ts';
import { CopyButton } from './copy-button.tsx';

interface EnterWorldProps {
  readonly world: SettingsView['world'];
  readonly to: SettingsView['world']['now'];
  readonly onEntered?: () => void;
}

/** Takes the desk to the sandbox or back. Where a host cannot do it while it runs, the command that does is there to copy. */
export function EnterWorld({ world, to, onEntered }: EnterWorldProps): ReactElement {
  const enter = useEnterWorld();
  if (!world.canChange)
    return (
      <div className="cluster-ask">
        <code className="code">{world.command}</code>
        <CopyButton text={world.command} what="the command" />
      </div>
    );
  const word = to === 'sandbox' ? 'Start the sandbox' : 'Use my own clusters';
  return (
    <>
      <div className="block-actions">
        <Button
          onPress={() => enter.mutate(to, { onSuccess: (answer) => answer.ok && onEntered?.() })}
          refusal={enter.isPending ? 'It is being started.' : null}
        >
          {enter.isPending ? (to === 'sandbox' ? 'Starting the sandbox' : 'Going back') : word}
        </Button>
        <span role="status">{enter.isPending && to === 'sandbox' ? 'A few seconds. Nothing of production is touched.' : ''}</span>
      </div>
      {enter.data?.ok === false ? <Failed error={enter.data.error} /> : null}
    </>
  );
}
