import { type ReactElement, useState } from 'react';
import { Button } from '../../../../components/button.tsx';
import { useTicking } from '../../../../components/clock-context.tsx';
import { SelectField } from '../../../../components/select-field.tsx';
import { Preferences, usePreferences } from '../../../../lib/preferences.ts';
import { wholeText } from '../../../../lib/wall-time.ts';
import { PlainField } from '../plain-field.tsx';

const themes = [
  { value: 'dark', text: 'Dark' },
  { value: 'light', text: 'Light' },
  { value: 'system', text: 'As the system' },
] as const;
const contrasts = [
  { value: 'system', text: 'As the system' },
  { value: 'more', text: 'More' },
] as const;
const timeForms = [
  { value: 'relative', text: 'Ages: 3 m 12 s' },
  { value: 'absolute', text: 'Instants: 11:12:16' },
] as const;

/** How the page looks and how it writes times: in force at once, kept on this machine. */
export function Appearance(): ReactElement {
  const { theme, contrast, times, set } = usePreferences();
  return (
    <div className="settings-grid">
      <SelectField label="Theme" value={theme} choices={themes} onChange={(to) => set({ theme: to })} />
      <SelectField label="Contrast" value={contrast} choices={contrasts} onChange={(to) => set({ contrast: to })} />
      <SelectField label="Times in lists" value={times} choices={timeForms} onChange={(to) => set({ times: to })} />
      <TimeZone />
    </div>
  );
}

function TimeZone(): ReactElement {
  const { timeZone, set } = usePreferences();
  const named = timeZone !== 'local' && timeZone !== 'utc';
  const [naming, setNaming] = useState(named);
  const [draft, setDraft] = useState(named ? timeZone : '');
  const [error, setError] = useState<string | null>(null);
  const now = useTicking((clock) => wholeText(clock.now()));
  const choose = (to: 'local' | 'utc' | 'named') => {
    setNaming(to === 'named');
    setError(null);
    if (to !== 'named') set({ timeZone: to });
  };
  const apply = () => {
    const zone = draft.trim();
    const taken = Preferences.parse({ timeZone: zone }).timeZone === zone;
    setError(taken ? null : `"${zone}" is no time zone. Expected an IANA name, for example Europe/Berlin.`);
    if (taken) set({ timeZone: zone });
  };
  return (
    <div className="settings-stack">
      <SelectField
        label="Time zone"
        value={naming ? 'named' : timeZone === 'utc' ? 'utc' : 'local'}
        choices={[
          { value: 'local', text: `This machine: ${Intl.DateTimeFormat().resolvedOptions().timeZone}` },
          { value: 'utc', text: 'UTC' },
          { value: 'named', text: 'Another, by name' },
        ]}
        onChange={choose}
      />
      {naming ? (
        <div className="cluster-ask">
          <PlainField label="IANA name" placeholder="Europe/Berlin" value={draft} onChange={setDraft} onEnter={apply} error={error} />
          <Button onPress={apply} refusal={draft.trim() === '' ? 'A name is expected.' : null}>
            Use it
          </Button>
        </div>
      ) : null}
      <p className="field-note">Now {now}</p>
    </div>
  );
}
