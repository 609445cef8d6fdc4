import type { ReactElement } from 'react';
import type { Badge } from '#shared/domain/rollouts/views.ts';

export type GlyphName =
  | Badge
  | 'ok'
  | 'no'
  | 'arrow'
  | 'open'
  | 'ring'
  | 'person'
  | 'ghost'
  | 'pin'
  | 'search'
  | 'requested'
  | 'accepted'
  | 'observed'
  | 'mark';

interface GlyphProps {
  readonly name: GlyphName;
  /** Pixels; 12 where nothing is said. */
  readonly size?: 12 | 16 | 20;
  /** Only where no word stands beside it. */
  readonly label?: string;
}

/** A drawing from the sprite, in the colour of its surroundings. */
export function Glyph({ name, size = 12, label }: GlyphProps): ReactElement {
  const className = `glyph${size === 12 ? '' : ` glyph-${size}`}${name === 'arrow' ? ' glyph-arrow' : ''}`;
  if (label === undefined) {
    return (
      <svg className={className} aria-hidden="true">
        <use href={`#${name}`} />
      </svg>
    );
  }
  return (
    <svg className={className} role="img" aria-label={label}>
      <use href={`#${name}`} />
    </svg>
  );
}
