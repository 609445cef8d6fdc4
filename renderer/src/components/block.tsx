import type { ReactElement, ReactNode } from 'react';
import type { ErrorKind, Failure } from '#shared/contract/result.ts';
import { Glyph, type GlyphName } from './glyph.tsx';
import { Words } from './words.tsx';

interface BlockProps {
  /** What is. */
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** What to do: buttons. */
  readonly actions?: ReactNode;
}

/** Nothing to show, and why: a designed state, not a hole. */
export function Empty({ title, children, actions }: BlockProps): ReactElement {
  return (
    <div className="block">
      <p className="block-title">{title}</p>
      {children === undefined ? null : <p className="block-text">{children}</p>}
      {actions === undefined ? null : <div className="block-actions">{actions}</div>}
    </div>
  );
}

const widths = ['92%', '74%', '83%'];

/** Still reading, from whom, and how long it may take. */
export function Loading({ title, children, actions }: BlockProps): ReactElement {
  return (
    <div className="block" role="status">
      <p className="block-title">{title}</p>
      <div className="skeleton" aria-hidden="true">
        {widths.map((width) => (
          <i key={width} style={{ width }} />
        ))}
      </div>
      {children === undefined ? null : <p className="block-text">{children}</p>}
      {actions === undefined ? null : <div className="block-actions">{actions}</div>}
    </div>
  );
}

const marks: Partial<Record<ErrorKind, { readonly glyph: GlyphName; readonly state: string }>> = {
  forbidden: { glyph: 'no', state: '' },
  'refused-by-policy': { glyph: 'no', state: '' },
  'approval-needed': { glyph: 'person', state: 'paused' },
  unreachable: { glyph: 'stale', state: 'stale' },
  stale: { glyph: 'stale', state: 'stale' },
  'not-found': { glyph: 'unknown', state: 'unknown' },
  unsupported: { glyph: 'unknown', state: 'unknown' },
};

interface FailedProps {
  readonly error: Failure;
  /** Said instead of the failure's own message. */
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
}

/** Something went wrong: our sentence, the upstream's own words, then what to do. */
export function Failed({ error, title, actions }: FailedProps): ReactElement {
  const mark = marks[error.kind] ?? { glyph: 'degraded' as const, state: 'degraded' };
  return (
    <div className="block" role="alert">
      <p className="block-title">
        <span data-state={mark.state === '' ? undefined : mark.state}>
          <Glyph name={mark.glyph} />
        </span>
        {title ?? error.message}
      </p>
      {title === undefined ? null : <p className="block-text">{error.message}</p>}
      {error.upstream === undefined ? null : <Words upstream={error.upstream} bad={mark.state !== 'paused'} />}
      {actions === undefined ? null : <div className="block-actions">{actions}</div>}
    </div>
  );
}
