import type { ReactElement } from 'react';
import { Glyph } from './glyph.tsx';

interface VersionArrowProps {
  readonly from: string | null;
  readonly to: string;
}

/** `2.13.4 → 2.14.0`, or one version where nothing moves. The arrow is drawn: the fonts' Latin subset has none. */
export function VersionArrow({ from, to }: VersionArrowProps): ReactElement {
  if (from === null || from === to) return <span className="release">{to}</span>;
  return (
    <span className="release" title={`${from} to ${to}`}>
      <span className="ink-3">{from}</span>
      <Glyph name="arrow" label="to" />
      <b className="medium">{to}</b>
    </span>
  );
}
