import type { ReactElement } from 'react';
import { SelectField } from '../../../../components/select-field.tsx';
import type { MetricDraft } from '../../metric-draft.ts';
import { PlainField } from '../plain-field.tsx';

interface LoginFieldsProps {
  readonly draft: MetricDraft;
  readonly onChange: (part: Partial<MetricDraft>) => void;
  readonly errorAt: (field: keyof MetricDraft) => string | null;
}

const ways = [
  { value: 'none', text: 'Nothing' },
  { value: 'bearer', text: 'A bearer token' },
  { value: 'basic', text: 'User name and password' },
] as const;

/** How the desk signs in to a metric server: where the secret lies, never the secret itself. */
export function LoginFields({ draft, onChange, errorAt }: LoginFieldsProps): ReactElement {
  const what = draft.auth === 'bearer' ? 'token' : 'password';
  const places = [
    { value: 'file', text: `The ${what} is in a file` },
    { value: 'environment', text: `The ${what} is in the desk's environment` },
  ] as const;
  return (
    <>
      <SelectField label="Signs in with" value={draft.auth} choices={ways} onChange={(auth) => onChange({ auth })} />
      {draft.auth === 'basic' ? (
        <PlainField
          label="User name"
          value={draft.username}
          onChange={(username) => onChange({ username })}
          error={errorAt('username')}
          mono
        />
      ) : null}
      {draft.auth === 'none' ? null : (
        <>
          <SelectField
            label={`Where the ${what} is`}
            value={draft.secretFrom}
            choices={places}
            onChange={(secretFrom) => onChange({ secretFrom, secretPlace: '' })}
          />
          <PlainField
            label={draft.secretFrom === 'file' ? 'Path of the file' : 'Name of the variable'}
            placeholder={draft.secretFrom === 'file' ? '/run/secrets/prometheus-token' : 'PROMETHEUS_TOKEN'}
            value={draft.secretPlace}
            onChange={(secretPlace) => onChange({ secretPlace })}
            error={errorAt('secretPlace')}
            note={
              draft.secretFrom === 'file'
                ? 'On the machine the desk runs on. It is read for every question, so a rotated one works at once.'
                : 'Of the process the desk runs in. It is set where the desk is started.'
            }
            mono
          />
        </>
      )}
    </>
  );
}
