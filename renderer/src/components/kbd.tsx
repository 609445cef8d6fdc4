import type { ReactElement } from 'react';

/** A key to press. Drawn for the eye; screen readers hear the button's own `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: string }): ReactElement {
  return (
    <kbd className="kbd" aria-hidden="true">
      {children}
    </kbd>
  );
}
