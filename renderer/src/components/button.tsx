import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Kbd } from './kbd.tsx';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Why it cannot be pressed now. The button stays reachable by keyboard, and says it. */
  readonly refusal?: string | null;
  readonly keys?: string;
  readonly look?: 'plain' | 'quiet' | 'tall' | 'usual';
  readonly label?: string;
  readonly autoFocus?: boolean;
}

/** A neutral control. One that may not be pressed is dashed, keeps its focus stop and carries its reason. */
export function Button({ children, onPress, refusal = null, keys, look = 'usual', label, autoFocus = false }: ButtonProps): ReactElement {
  const className = look === 'usual' ? 'button' : `button button-${look}`;
  const described = label ?? (refusal === null ? undefined : typeof children === 'string' ? `${children}: off. ${refusal}` : undefined);
  return (
    <AriaButton
      className={className}
      aria-disabled={refusal !== null}
      {...(described === undefined ? {} : { 'aria-label': described })}
      autoFocus={autoFocus}
      onPress={() => {
        if (refusal === null) onPress();
      }}
    >
      {children}
      {keys === undefined ? null : <Kbd>{keys}</Kbd>}
    </AriaButton>
  );
}
