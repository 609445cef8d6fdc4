import { type ReactElement, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { TimelineEntry } from '#shared/domain/incidents/views.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { zoneText } from '../../../lib/wall-time.ts';
import { localText, localTime } from '../local-time.ts';
import { type IncidentDeed, useDeed } from '../mutations.ts';

export type EntryDeed = 'annotate' | 'hide' | 'show' | 'correct';

interface EntryDialogProps {
  readonly incident: string;
  readonly entry: TimelineEntry;
  readonly deed: EntryDeed;
  readonly onClose: () => void;
}

const texts: Record<EntryDeed, { readonly title: string; readonly does: string; readonly field: string; readonly send: string }> = {
  annotate: {
    title: 'Annotate',
    does: 'Your words stand under the entry, with your name and the time.',
    field: 'What you know',
    send: 'Annotate',
  },
  hide: {
    title: 'Hide',
    does: 'It is left out of the screen and of exports, unless hidden ones are asked for. It stays in the record, and so does your reason.',
    field: 'Reason, for the record',
    send: 'Hide it',
  },
  show: { title: 'Show again', does: 'It is back on the screen and in exports.', field: 'Reason, for the record', send: 'Show it' },
  correct: {
    title: 'Correct the time',
    does: 'The timeline is read by the corrected time; what the source said stays beside it.',
    field: 'Why the source is wrong',
    send: 'Correct it',
  },
};

/** One deed on one entry of the timeline, with its words. */
export function EntryDialog({ incident, entry, deed, onClose }: EntryDialogProps): ReactElement {
  const [text, setText] = useState('');
  const [time, setTime] = useState(localText(entry.at));
  const [missing, setMissing] = useState<string | null>(null);
  const act = useDeed(incident);
  const { title, does, field, send } = texts[deed];
  const submit = () => {
    // What was not touched keeps its milliseconds.
    const at = time === localText(entry.at) ? entry.at : localTime(time, entry.at);
    if (at === null)
      return setMissing(`No such time in ${zoneText(entry.at)}. Write it as the timeline does, for example ${localText(entry.at)}.`);
    if (deed !== 'show' && text.trim() === '') return setMissing(`${field}: a few words.`);
    setMissing(null);
    act.mutate(deedOf(deed, entry.id, text.trim(), at), { onSuccess: (answer) => answer.ok && onClose() });
  };
  const onEnter = (event: { readonly key: string }) => {
    if (event.key === 'Enter' && !act.isPending) submit();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="medium">{entry.text}</p>
      <p className="ink-2">{does}</p>
      {deed === 'correct' ? (
        <TextField className="field" value={time} onChange={setTime} autoFocus>
          <Label className="field-label">{`Time, ${zoneText(entry.at)}`}</Label>
          <div className="field-box field-tall mono">
            <Input autoComplete="off" spellCheck="false" onKeyDown={onEnter} />
          </div>
        </TextField>
      ) : null}
      <TextField className="field" value={text} onChange={setText} autoFocus={deed !== 'correct'}>
        <Label className="field-label">{field}</Label>
        <div className="field-box field-tall">
          <Input autoComplete="off" maxLength={4_000} onKeyDown={onEnter} />
        </div>
      </TextField>
      {missing === null ? null : (
        <p className="field-error" role="alert">
          {missing}
        </p>
      )}
      {act.data?.ok === false ? <Failed error={act.data.error} /> : null}
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button refusal={act.isPending ? 'It is being recorded.' : null} onPress={submit}>
          {send}
        </Button>
      </div>
    </Dialog>
  );
}

function deedOf(deed: EntryDeed, entry: string, text: string, at: number): IncidentDeed {
  switch (deed) {
    case 'annotate':
      return { do: 'annotate', entry, text };
    case 'correct':
      return { do: 'correct', entry, at, text };
    default:
      return { do: 'hide', entry, hidden: deed === 'hide', text };
  }
}
