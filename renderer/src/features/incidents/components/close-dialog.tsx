import { type ReactElement, useState } from 'react';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ReasonField } from '../../../components/text-field.tsx';
import { useDeed } from '../mutations.ts';

/** Ends an incident: the desk stops gathering, the record stays open to notes and to its review. */
export function CloseDialog({ incident, onClose }: { readonly incident: string; readonly onClose: () => void }): ReactElement {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const deed = useDeed(incident);
  const submit = () => {
    if (reason.trim() === '') return setMissing('Say how you know that it is over.');
    setMissing(null);
    deed.mutate({ do: 'close', text: reason.trim() }, { onSuccess: (answer) => answer.ok && onClose() });
  };
  return (
    <Dialog title={`Close ${incident}`} onClose={onClose}>
      <p className="ink-2">The desk stops gathering. Notes and the review can still be written.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!deed.isPending) submit();
        }}
      >
        <ReasonField value={reason} onChange={setReason} error={missing} autoFocus />
      </form>
      {deed.data?.ok === false ? <Failed error={deed.data.error} /> : null}
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button refusal={deed.isPending ? 'It is being recorded.' : null} onPress={submit}>
          Close it
        </Button>
      </div>
    </Dialog>
  );
}
