import { type ReactElement, useState } from 'react';
import { Input, Label, TextArea, TextField } from 'react-aria-components';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { State } from '../../../components/state.tsx';
import { useSay, type Word } from '../mutations.ts';

/** What is being asked of the person: everything but their words. */
export type Asked =
  | { readonly say: 'sign' | 'unsign' | 'waive'; readonly item: string; readonly name: string }
  | { readonly say: 'decide'; readonly verdict: 'go' | 'no-go' | 'go-with-conditions'; readonly evidenceDigest: string };

interface WordDialogProps {
  readonly train: string;
  readonly label: string;
  readonly asked: Asked;
  /** Whose word it will be. */
  readonly by: string;
  readonly onClose: () => void;
}

const texts = {
  sign: {
    title: 'Sign',
    does: 'Your name stands under it, and the record keeps what you write.',
    field: 'Note',
    needed: false,
    send: 'Sign',
  },
  unsign: {
    title: 'Take back',
    does: 'The item waits for a person again.',
    field: 'Reason, for the record',
    needed: true,
    send: 'Take it back',
  },
  waive: {
    title: 'Waive',
    does: 'It lets this pass although it is not green. The waiver is shown on every later screen and in every export.',
    field: 'Reason, for the record',
    needed: true,
    send: 'Waive it',
  },
  go: { title: 'Go', does: 'If anything you see here turns red, your go expires.', field: 'Note', needed: false, send: 'Go' },
  'no-go': {
    title: 'No-go',
    does: 'The train does not leave until the quorum decides again.',
    field: 'Reason, for the record',
    needed: true,
    send: 'No-go',
  },
  'go-with-conditions': {
    title: 'Go, with conditions',
    does: 'The train may leave; the conditions stand beside your name. Red and unknown still stop it.',
    field: 'Reason, for the record',
    needed: true,
    send: 'Go, with conditions',
  },
} as const;

/** Asks for a person's words, once; says it; shows what the desk answered. Nothing is said by closing. */
export function WordDialog({ train, label, asked, by, onClose }: WordDialogProps): ReactElement {
  const [text, setText] = useState('');
  const [conditions, setConditions] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const say = useSay(train);
  const words = texts[asked.say === 'decide' ? asked.verdict : asked.say];
  const conditional = asked.say === 'decide' && asked.verdict === 'go-with-conditions';
  const send = () => {
    if (words.needed && text.trim() === '') return setMissing('Say why: it is kept for the record.');
    if (conditional && conditions.trim() === '') return setMissing('Name at least one condition, one a line.');
    setMissing(null);
    say.mutate(wordOf(asked, text, conditions), { onSuccess: (answer) => answer.ok && onClose() });
  };
  return (
    <Dialog title={asked.say === 'decide' ? `${words.title}: ${label}` : `${words.title}: ${asked.name}`} onClose={onClose}>
      <p>{words.does}</p>
      {conditional ? (
        <TextField className="field" value={conditions} onChange={setConditions} autoFocus>
          <Label className="field-label">Conditions, one a line</Label>
          <TextArea className="field-area" rows={3} maxLength={2_000} />
        </TextField>
      ) : null}
      <TextField className="field" value={text} onChange={setText} autoFocus={!conditional} isInvalid={missing !== null}>
        <Label className="field-label">{words.field}</Label>
        <div className="field-box field-tall">
          <Input autoComplete="off" maxLength={2_000} onKeyDown={(event) => event.key === 'Enter' && !conditional && send()} />
        </div>
      </TextField>
      {missing === null ? null : (
        <p className="field-error" role="alert">
          {missing}
        </p>
      )}
      {say.isPending ? (
        <p role="status">
          <State state="progressing" word="Being recorded" />
        </p>
      ) : null}
      {say.data?.ok === false ? <Failed error={say.data.error} /> : null}
      <p className="ink-3 text-12">As {by}, by the cluster’s word.</p>
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button refusal={say.isPending ? 'It is being recorded.' : null} onPress={send}>
          {words.send}
        </Button>
      </div>
    </Dialog>
  );
}

function wordOf(asked: Asked, text: string, conditions: string): Word {
  if (asked.say !== 'decide') return { say: asked.say, item: asked.item, text: text.trim() };
  const list = conditions.split('\n').map((line) => line.trim());
  return { ...asked, text: text.trim(), conditions: list.filter((line) => line !== '') };
}
