import type { ReactElement, ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';

interface PlainFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly note?: ReactNode;
  /** What is wrong with it and what was expected. */
  readonly error?: string | null;
  readonly mono?: boolean;
  readonly autoFocus?: boolean;
  readonly onEnter?: () => void;
  /** Not shown while it is typed, and never shown again. */
  readonly hidden?: boolean;
}

/** One line of text with its label above, and below it what is wrong or what it means. */
export function PlainField(props: PlainFieldProps): ReactElement {
  const { label, value, onChange, placeholder, note, error = null, mono = false, autoFocus = false, onEnter, hidden = false } = props;
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      validationBehavior="aria"
      autoFocus={autoFocus}
      type={hidden ? 'password' : 'text'}
      {...(onEnter === undefined ? {} : { onKeyDown: (event) => (event.key === 'Enter' ? onEnter() : event.continuePropagation()) })}
    >
      <Label className="field-label">{label}</Label>
      <div className="field-box">
        <Input
          className={mono ? 'mono' : ''}
          autoComplete="off"
          spellCheck="false"
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      </div>
      {note === undefined || error !== null ? null : (
        <Text slot="description" className="field-note">
          {note}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
