import type { ReactElement, ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';

interface SwitchProps {
  readonly children: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  /** What it means, or why it cannot be changed here. */
  readonly note?: ReactNode;
  /** True where it is shown and cannot be changed: `note` says why. */
  readonly fixed?: boolean;
}

/** On or off, in force at once: nothing to save. Says its word, so that place and colour are never the only sign. */
export function Switch({ children, on, onChange, note, fixed = false }: SwitchProps): ReactElement {
  return (
    <div className="switch-row">
      <AriaSwitch className="switch" isSelected={on} onChange={onChange} isDisabled={fixed}>
        <span className="switch-track" aria-hidden="true">
          <i />
        </span>
        <span>{children}</span>
        <span className="switch-word" aria-hidden="true">
          {on ? 'on' : 'off'}
        </span>
      </AriaSwitch>
      {note === undefined ? null : <p className="switch-note">{note}</p>}
    </div>
  );
}
