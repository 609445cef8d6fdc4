import { type ReactElement, useState } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { State } from '../../../components/state.tsx';
import { ReasonField } from '../../../components/text-field.tsx';
import { durationText } from '../../../lib/age-text.ts';
import { effectText, type PlainAction, sentText } from '../act-words.ts';
import { useAct } from '../mutations.ts';

interface ActDialogProps {
  readonly target: Target;
  readonly action: PlainAction;
  readonly word: string;
  readonly page: Page;
  readonly onClose: () => void;
}

/** Asks once, with the target in large type and what will be sent; then shows how it went. Closing does not call it back. */
export function ActDialog({ target, action, word, page, onClose }: ActDialogProps): ReactElement {
  const [reason, setReason] = useState('');
  const act = useAct(target);
  const sent = act.data !== undefined || act.isPending;
  return (
    <Dialog title={`${word}: ${target.name}`} onClose={onClose}>
      <p className="ink-3">{`${target.context} / ${target.namespace} / ${target.kind}`}</p>
      <p>{effectText(action, page.detail.workload)}</p>
      <pre className="code">{sentText(action, target)}</pre>
      {sent ? null : <ReasonField value={reason} onChange={setReason} autoFocus />}
      {act.isPending ? (
        <p role="status">
          <State state="progressing" word="Sent, not yet effective" />
        </p>
      ) : null}
      {act.data === undefined ? null : act.data.ok ? <Outcome act={act.data.value} /> : <Failed error={act.data.error} />}
      <div className="dialog-actions">
        <Button onPress={onClose}>{sent ? 'Close' : 'Cancel'}</Button>
        {sent ? null : <Button onPress={() => act.mutate({ command: { action }, reason })}>{word}</Button>}
      </div>
    </Dialog>
  );
}

function Outcome({ act }: { readonly act: Act }): ReactElement {
  if (act.state === 'effective') {
    const seconds = act.clock.weight.seconds ?? act.clock.accepted.seconds;
    return (
      <p role="status">
        <State state="healthy" word="Effective" /> <span className="ink-2">{seconds === null ? '' : `after ${durationText(seconds)}`}</span>
      </p>
    );
  }
  if (act.error !== null) return <Failed error={act.error} title={act.state === 'refused' ? 'Refused. Nothing changed.' : undefined} />;
  return (
    <p role="status">
      <State state="degraded" word={act.state === 'sent' ? 'Sent, not effective' : 'Failed'} /> <span className="ink-2">{act.missing}</span>
    </p>
  );
}
