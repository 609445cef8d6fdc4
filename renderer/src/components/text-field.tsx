import type { ReactElement, RefObject } from 'react';
import { FieldError, Input, Label, SearchField, TextField } from 'react-aria-components';
import { Glyph } from './glyph.tsx';
import { Kbd } from './kbd.tsx';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Said in the field's colour when a person tries to go on without one. */
  readonly error?: string | null;
  readonly autoFocus?: boolean;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** Why: kept in the audit log, so it is asked for before anything is sent. */
export function ReasonField({ value, onChange, error = null, autoFocus = false, inputRef }: ReasonFieldProps): ReactElement {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      autoFocus={autoFocus}
      isRequired
      validationBehavior="aria"
    >
      <Label className="field-label">Reason, for the record</Label>
      <div className="field-box field-tall">
        <Input ref={inputRef} autoComplete="off" maxLength={2_000} />
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}

interface SearchProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  readonly onEnter?: () => void;
  /** The key that brings the focus here. */
  readonly keys?: string;
}

export function Search({ label, value, onChange, inputRef, onEnter, keys }: SearchProps): ReactElement {
  return (
    <SearchField className="field search" aria-label={label} value={value} onChange={onChange} onSubmit={() => onEnter?.()}>
      <div className="field-box">
        <Glyph name="search" />
        <Input ref={inputRef} placeholder={label} autoComplete="off" spellCheck="false" />
        {keys === undefined ? null : <Kbd>{keys}</Kbd>}
      </div>
    </SearchField>
  );
}
