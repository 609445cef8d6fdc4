import type { ReactElement, ReactNode } from 'react';
import type { Failure, Upstream } from '#shared/contract/result.ts';
import { Age, type Vouched } from './age.tsx';
import { Glyph } from './glyph.tsx';
import { Words } from './words.tsx';

interface StaleBlockProps extends Vouched {
  /** What is last known and from whom: `prod-ap-south has gone silent.` */
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly upstream?: Upstream | undefined;
  readonly actions?: ReactNode;
}

/** Last known, too old to trust: what was known stays in view below, and this says since when and in whose words why. */
export function StaleBlock({ title, at, periodMs, children, upstream, actions }: StaleBlockProps): ReactElement {
  return (
    <div className="block" role="status">
      <p className="block-title">
        <span data-state="stale">
          <Glyph name="stale" />
        </span>
        {title} <Age at={at} periodMs={periodMs} form="row" says="silent" />
      </p>
      <Rest upstream={upstream} actions={actions}>
        {children}
      </Rest>
    </div>
  );
}

interface PartialBlockProps {
  /** How much: `9 of 12 clusters answered.` */
  readonly title: ReactNode;
  /** Each part that is missing, with the reason in the words of whoever refused it. */
  readonly missing: readonly Failure[];
  readonly actions?: ReactNode;
}

/** Some of it, and how much. Every missing part is named: a shorter list must not look like a whole one. */
export function PartialBlock({ title, missing, actions }: PartialBlockProps): ReactElement {
  return (
    <div className="block" role="status">
      <p className="block-title">
        <Glyph name="ring" />
        {title}
      </p>
      <ul className="block-parts">
        {missing.map(({ message, upstream }) => (
          <li key={`${message} ${upstream?.text ?? ''}`}>
            <p className="block-text">{message}</p>
            {upstream === undefined ? null : <Words upstream={upstream} bad={false} />}
          </li>
        ))}
      </ul>
      <Rest actions={actions} />
    </div>
  );
}

interface RefusedBlockProps {
  /** `You may look, not promote.` */
  readonly title: ReactNode;
  /** What would have to change, or who may: `M. Okafor and S. Novak may.` */
  readonly children?: ReactNode;
  readonly upstream?: Upstream | undefined;
  readonly actions?: ReactNode;
}

/** Somebody with the right to say no has said no: a rule of the desk, or the cluster in its own words. */
export function RefusedBlock({ title, children, upstream, actions }: RefusedBlockProps): ReactElement {
  return (
    <div className="block" role="status">
      <p className="block-title">
        <Glyph name="no" />
        {title}
      </p>
      <Rest upstream={upstream} actions={actions}>
        {children}
      </Rest>
    </div>
  );
}

function Rest({ children, upstream, actions }: Pick<RefusedBlockProps, 'children' | 'upstream' | 'actions'>): ReactElement {
  return (
    <>
      {upstream === undefined ? null : <Words upstream={upstream} />}
      {children === undefined ? null : <p className="block-text">{children}</p>}
      {actions === undefined ? null : <div className="block-actions">{actions}</div>}
    </>
  );
}
