import { type ReactElement, useState } from 'react';
import { Input, Label, TextArea, TextField } from 'react-aria-components';
import { reviewProblem } from '#shared/domain/incidents/review.ts';
import type { Review, ReviewAction } from '#shared/domain/incidents/views.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { SelectField } from '../../../components/select-field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { useDeed } from '../mutations.ts';

interface ReviewSheetProps {
  readonly incident: string;
  readonly review: Review | null;
  readonly onClose: () => void;
}

const empty: Review = { summary: '', whatHelped: '', whatHindered: '', contributing: [], actions: [] };
const kinds = [
  { value: 'prevents', text: 'Prevents', note: 'it cannot happen again' },
  { value: 'detects', text: 'Detects', note: 'it is seen earlier' },
  { value: 'limits', text: 'Limits', note: 'it hurts fewer' },
  { value: 'recovers', text: 'Recovers', note: 'it is over sooner' },
] as const;

/** The review, blameless: what happened, what helped, what hindered, and mechanisms with an owner and a date. */
export function ReviewSheet({ incident, review, onClose }: ReviewSheetProps): ReactElement {
  const [draft, setDraft] = useState<Review>(review ?? empty);
  const [problem, setProblem] = useState<string | null>(null);
  const save = useDeed(incident);
  const change = (part: Partial<Review>) => setDraft((old) => ({ ...old, ...part }));
  const submit = () => {
    const wrong =
      reviewProblem(draft)?.message ??
      (draft.actions.every(({ due }) => /^\d{4}-\d\d-\d\d$/.test(due)) ? null : 'Every action needs a date, YYYY-MM-DD.');
    setProblem(wrong);
    if (wrong === null) save.mutate({ do: 'review', review: draft }, { onSuccess: (answer) => answer.ok && onClose() });
  };
  return (
    <Sheet
      kicker={incident}
      title="Review"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button refusal={save.isPending ? 'It is being recorded.' : null} onPress={submit}>
            Save the review
          </Button>
        </>
      }
    >
      <div className="review-form">
        <Long label="What happened, to whom, for how long" value={draft.summary} onChange={(summary) => change({ summary })} />
        <Long label="What made it shorter or smaller" value={draft.whatHelped} onChange={(whatHelped) => change({ whatHelped })} />
        <Long
          label="What made it longer, larger or harder to see"
          value={draft.whatHindered}
          onChange={(whatHindered) => change({ whatHindered })}
        />
        <Long
          label="Conditions without which it would not have happened, one a line"
          value={draft.contributing.join('\n')}
          onChange={(text) => change({ contributing: text.split('\n') })}
        />
        <h3 className="medium">Actions</h3>
        <p className="ink-2 text-12">A mechanism, not a promise: something that works when nobody remembers.</p>
        {draft.actions.map((action, index) => (
          <ActionFields
            // oxlint-disable-next-line react/no-array-index-key -- rows are only added and removed at the end
            key={index}
            action={action}
            onChange={(next) => change({ actions: draft.actions.map((old, place) => (place === index ? next : old)) })}
          />
        ))}
        <div className="block-actions">
          <Button onPress={() => change({ actions: [...draft.actions, { mechanism: '', kind: 'prevents', owner: '', due: '' }] })}>
            Add an action
          </Button>
          {draft.actions.length === 0 ? null : (
            <Button look="quiet" onPress={() => change({ actions: draft.actions.slice(0, -1) })}>
              Remove the last
            </Button>
          )}
        </div>
        {problem === null ? null : (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        {save.data?.ok === false ? <Failed error={save.data.error} /> : null}
      </div>
    </Sheet>
  );
}

interface LongProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Long({ label, value, onChange }: LongProps): ReactElement {
  return (
    <TextField className="field" value={value} onChange={onChange}>
      <Label className="field-label">{label}</Label>
      <TextArea className="field-area" rows={3} maxLength={8_000} />
    </TextField>
  );
}

function ActionFields({
  action,
  onChange,
}: {
  readonly action: ReviewAction;
  readonly onChange: (action: ReviewAction) => void;
}): ReactElement {
  return (
    <fieldset className="review-action">
      <legend className="visually-hidden">Action</legend>
      <TextField className="field review-mechanism" value={action.mechanism} onChange={(mechanism) => onChange({ ...action, mechanism })}>
        <Label className="field-label">Mechanism</Label>
        <div className="field-box field-tall">
          <Input autoComplete="off" />
        </div>
      </TextField>
      <SelectField label="Kind" value={action.kind} choices={kinds} onChange={(kind) => onChange({ ...action, kind })} />
      <TextField className="field" value={action.owner} onChange={(owner) => onChange({ ...action, owner })}>
        <Label className="field-label">Owner</Label>
        <div className="field-box field-tall">
          <Input autoComplete="off" />
        </div>
      </TextField>
      <TextField className="field" value={action.due} onChange={(due) => onChange({ ...action, due })}>
        <Label className="field-label">Due, YYYY-MM-DD</Label>
        <div className="field-box field-tall">
          <Input autoComplete="off" inputMode="numeric" />
        </div>
      </TextField>
    </fieldset>
  );
}
