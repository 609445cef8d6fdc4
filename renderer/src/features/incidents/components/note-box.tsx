import { type ReactElement, type RefObject, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { Failed } from '../../../components/block.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { useDeed } from '../mutations.ts';

/** What a person knows, written down while it happens: stamped with the time and their name. What could not be recorded stays in the box. */
export function NoteBox({
  incident,
  inputRef,
  onKept,
}: {
  readonly incident: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onKept: () => void;
}): ReactElement {
  const [text, setText] = useState('');
  const deed = useDeed(incident);
  const send = () => {
    if (text.trim() === '' || deed.isPending) return;
    deed.mutate(
      { do: 'note', text: text.trim() },
      {
        onSuccess: (answer) => {
          if (!answer.ok) return;
          setText('');
          onKept();
        },
      },
    );
  };
  return (
    <div className="note-box">
      {deed.data?.ok === false ? <Failed error={deed.data.error} /> : null}
      <TextField className="field" aria-label="A note for the timeline" value={text} onChange={setText}>
        <div className="field-box">
          <Input
            ref={inputRef}
            placeholder="Write what you know. It is stamped with the time and your name."
            maxLength={4_000}
            autoComplete="off"
            onKeyDown={(event) => event.key === 'Enter' && send()}
          />
          <Kbd>{text === '' ? 'N' : 'Enter'}</Kbd>
        </div>
      </TextField>
    </div>
  );
}
