import { type ReactElement, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { SelectField } from '../../../components/select-field.tsx';
import { useOpenIncident } from '../mutations.ts';

const severities = [
  { value: '1', text: '1', note: 'people cannot do what they came for' },
  { value: '2', text: '2', note: 'some are hurt, or much is slow' },
  { value: '3', text: '3', note: 'nobody is hurt yet' },
] as const;

/** Opens an incident by hand. From then on the desk gathers by itself. */
export function OpenDialog({ onClose, onOpened }: { readonly onClose: () => void; readonly onOpened: (id: string) => void }): ReactElement {
  const [title, setTitle] = useState('');
  const [severity, setSeverity] = useState<'1' | '2' | '3'>('2');
  const [missing, setMissing] = useState(false);
  const open = useOpenIncident();
  const submit = () => {
    setMissing(title.trim() === '');
    if (title.trim() === '') return;
    const level = severity === '1' ? 1 : severity === '2' ? 2 : 3;
    open.mutate({ title: title.trim(), severity: level }, { onSuccess: (answer) => answer.ok && onOpened(answer.value.id) });
  };
  return (
    <Dialog title="Open an incident" onClose={onClose}>
      <p className="ink-2">
        The desk gathers a timeline by itself from now on: acts, events, weights, metrics, and changes made by others.
      </p>
      <TextField className="field" value={title} onChange={setTitle} autoFocus isInvalid={missing}>
        <Label className="field-label">What is wrong</Label>
        <div className="field-box field-tall">
          <Input autoComplete="off" maxLength={200} onKeyDown={(event) => event.key === 'Enter' && submit()} />
        </div>
      </TextField>
      {missing ? (
        <p className="field-error" role="alert">
          Say what is wrong in a few words: it becomes its title.
        </p>
      ) : null}
      <SelectField label="Severity" value={severity} choices={severities} onChange={setSeverity} />
      {open.data?.ok === false ? <Failed error={open.data.error} /> : null}
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button refusal={open.isPending ? 'It is being opened.' : null} onPress={submit}>
          Open it
        </Button>
      </div>
    </Dialog>
  );
}
