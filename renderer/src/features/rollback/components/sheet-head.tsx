import type { ReactElement, ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';

interface SheetHeadProps {
  /** Where, and what it goes from. */
  readonly above: string;
  readonly children: ReactNode;
  /** Length of the title's words, so that a long name gets smaller letters. */
  readonly length: number;
  /** What closing does: `nothing is sent`, `the desk keeps watching`. */
  readonly closing: string;
  readonly onClose: () => void;
}

/** The target in large type, on every moment of the sheet. */
export function SheetHead({ above, children, length, closing, onClose }: SheetHeadProps): ReactElement {
  return (
    <header className="sheet-head">
      <div style={{ minWidth: 0 }}>
        <p className="ink-2">{above}</p>
        <h1 id="rollback-title" data-long={length > 34 ? '' : undefined}>
          {children}
        </h1>
      </div>
      <span className="ink-3 text-12 nowrap">
        <Button look="quiet" keys="Esc" onPress={onClose}>
          {`Close: ${closing}`}
        </Button>
      </span>
    </header>
  );
}
