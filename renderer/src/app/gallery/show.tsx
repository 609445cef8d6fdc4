import type { ReactElement, ReactNode } from 'react';
import { SectionHeading } from '../../components/section.tsx';

interface ShowProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Columns of equal width; one where nothing is said. */
  readonly columns?: 1 | 2 | 3 | 4;
}

/** One component in its states, under its name. */
export function Show({ title, children, columns = 1 }: ShowProps): ReactElement {
  return (
    <section aria-label={title}>
      <SectionHeading>{title}</SectionHeading>
      <div className="gallery-cells" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {children}
      </div>
    </section>
  );
}

/** One state, with its name above it. */
export function Case({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <p className="gallery-name">{name}</p>
      {children}
    </div>
  );
}
