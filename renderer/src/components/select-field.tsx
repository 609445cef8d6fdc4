import type { ReactElement } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { Glyph } from './glyph.tsx';

export interface Choice<T extends string> {
  readonly value: T;
  readonly text: string;
  /** Under the text, small: what choosing it means. */
  readonly note?: string;
  /** Why it cannot be chosen now; the choice is shown all the same. */
  readonly refusal?: string;
}

interface SelectFieldProps<T extends string> {
  readonly label: string;
  /** The label is for assistive technology only: the words before the control say it. */
  readonly bare?: boolean;
  readonly value: T | null;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  readonly placeholder?: string;
}

/** One of a few. Opens with Enter, Space or an arrow; letters jump to a choice. */
export function SelectField<T extends string>(props: SelectFieldProps<T>): ReactElement {
  const { label, bare = false, value, choices, onChange, placeholder = 'none chosen' } = props;
  return (
    <Select
      className="field select"
      value={value}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      placeholder={placeholder}
      disabledKeys={choices.flatMap((choice) => (choice.refusal === undefined ? [] : [choice.value]))}
      {...(bare ? { 'aria-label': label } : {})}
    >
      {bare ? null : <Label className="field-label">{label}</Label>}
      <Button className="field-box select-box">
        <SelectValue className="select-value">
          {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <Glyph name="open" />
      </Button>
      <Popover className="menu" offset={4}>
        <ListBox className="menu-list">
          {choices.map(({ value: key, text, note, refusal }) => (
            <ListBoxItem key={key} id={key} className="menu-item menu-choice" textValue={text}>
              {({ isSelected }) => (
                <>
                  <span className="menu-tick">{isSelected ? <Glyph name="ok" /> : null}</span>
                  <span>{text}</span>
                  {(refusal ?? note) === undefined ? null : <small>{refusal ?? note}</small>}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
