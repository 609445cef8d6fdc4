import type { ReactElement } from 'react';
import { Failed } from '../../../components/block.tsx';
import { type Choice, SelectField } from '../../../components/select-field.tsx';
import type { Boardable } from '#shared/domain/trains/views.ts';
import { State } from '../../../components/state.tsx';
import { useBoardable } from '../queries.ts';
import { shortDigest } from '../train-words.ts';

interface ServiceFieldProps {
  readonly train: string;
  readonly value: string;
  readonly onChange: (service: string) => void;
}

/** The timetable's services, each with what would board of it, or why nothing would. */
export function ServiceField({ train, value, onChange }: ServiceFieldProps): ReactElement {
  const answer = useBoardable(train);
  if (answer === null)
    return (
      <p role="status">
        <State state="progressing" word="CI is asked what would board" />
      </p>
    );
  if (!answer.ok) return <Failed error={answer.error} />;
  return <SelectField label="Service" value={value === '' ? null : value} choices={answer.value.map(choiceOf)} onChange={onChange} />;
}

function choiceOf({ service, fromVersion, toVersion, digest, refusal }: Boardable): Choice<string> {
  if (refusal !== null) return { value: service, text: service, refusal };
  return { value: service, text: service, note: `${fromVersion ?? '?'} to ${toVersion ?? '?'}, ${shortDigest(digest)}` };
}
