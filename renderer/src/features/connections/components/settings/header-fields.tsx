import type { ReactElement } from 'react';
import { Button } from '../../../../components/button.tsx';
import type { MetricDraft } from '../../metric-draft.ts';
import { PlainField } from '../plain-field.tsx';

interface HeaderFieldsProps {
  readonly headers: MetricDraft['headers'];
  readonly onChange: (headers: MetricDraft['headers']) => void;
  readonly error: string | null;
}

/** Headers sent with every question. A value that is set stays on the host: it can be replaced here, not read. */
export function HeaderFields({ headers, onChange, error }: HeaderFieldsProps): ReactElement {
  const put = (at: number, part: Partial<MetricDraft['headers'][number]>) =>
    onChange(headers.map((header, index) => (index === at ? { ...header, ...part } : header)));
  return (
    <div className="settings-stack">
      {headers.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while it is typed
        <div className="header-row" key={index}>
          {value === null ? (
            <>
              <p>
                <span className="field-label">Header</span>
                <br />
                <span className="mono">{name}</span> <span className="ink-3">set</span>
              </p>
              <Button onPress={() => put(index, { value: '' })} label={`Replace the value of ${name}`}>
                Replace
              </Button>
            </>
          ) : (
            <>
              <PlainField label="Header" placeholder="X-Scope-OrgID" value={name} onChange={(to) => put(index, { name: to })} mono />
              <PlainField label="Value" value={value} onChange={(to) => put(index, { value: to })} hidden mono />
            </>
          )}
          <Button look="quiet" label={`Take away header ${name}`} onPress={() => onChange(headers.filter((_, at) => at !== index))}>
            Take away
          </Button>
        </div>
      ))}
      {error === null ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div>
        <Button onPress={() => onChange([...headers, { name: '', value: '' }])}>Add a header</Button>
      </div>
    </div>
  );
}
