import { type ReactElement, useState } from 'react';
import type { Act } from '#shared/domain/rollback/execution.ts';
import { requestText } from '#shared/domain/rollouts/request-text.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { State } from '../../../components/state.tsx';
import { ReasonField } from '../../../components/text-field.tsx';
import { durationText } from '../../../lib/age-text.ts';
import { actionWords, effectText, type PlainAction } from '../act-words.ts';
import { useAct } from '../mutations.ts';
import { usePreparation } from '../queries.ts';

interface ActDialogProps {
  readonly target: Target;
  readonly action: PlainAction;
  readonly workload: Workload;
  readonly onClose: () => void;
}

/** Asks once, with the target in large type and the exact request; then shows how it went. Closing does not call it back. */
export function ActDialog({ target, action, workload, onClose }: ActDialogProps): ReactElement {
  const [reason, setReason] = useState('');
  const act = useAct(target);
  const sent = act.data !== undefined || act.isPending;
  const word = actionWords[action];
  return (
    <Dialog title={`${word}: ${target.name}`} onClose={onClose}>
      <p className="ink-3">{`${target.context} / ${target.namespace} / ${target.kind}`}</p>
      <p>{effectText(action, workload)}</p>
      <WillBeSent target={target} action={action} />
      {sent ? null : <ReasonField value={reason} onChange={setReason} autoFocus />}
      {act.isPending ? (
        <p role="status">
          <State state="progressing" word="Being sent, not yet effective" />
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

/** The patch as it would leave now, and the line a person would type. It is prepared anew from the live object when it is sent. */
function WillBeSent({ target, action }: { readonly target: Target; readonly action: PlainAction }): ReactElement {
  const prepared = usePreparation(target, { action });
  if (prepared === null) return <p className="ink-3">Reading the live object…</p>;
  if (!prepared.ok) return <Failed error={prepared.error} title="What would be sent cannot be said." />;
  const { writes, kubectl } = prepared.value;
  const line = kubectl.join(' && ');
  return (
    <section aria-label="Will be sent">
      {writes.map((write) => (
        <pre key={`${write.path} ${write.summary}`} className="code" tabIndex={0} aria-label={write.summary}>
          {requestText(write)}
        </pre>
      ))}
      {line === '' ? null : (
        <p className="kubectl-line">
          <span className="mono ink-3 text-12">{line}</span>
          <CopyButton text={line}>Copy as kubectl</CopyButton>
        </p>
      )}
      <p className="ink-3 text-12">Prepared anew from the live object when it is sent.</p>
    </section>
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
