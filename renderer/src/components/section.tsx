import type { ReactElement, ReactNode } from 'react';

interface SectionHeadingProps {
  readonly children: ReactNode;
  /** At the right end: counts, sources, ages. */
  readonly meta?: ReactNode;
  readonly id?: string;
}

/** A section is a heading on a rule: the desk has no cards. */
export function SectionHeading({ children, meta, id }: SectionHeadingProps): ReactElement {
  return (
    <div className="section-heading">
      <h2 id={id}>{children}</h2>
      {meta === undefined ? null : <span className="section-meta">{meta}</span>}
    </div>
  );
}
