import type { ReactElement } from 'react';
import { isStale } from '#shared/domain/rollouts/figure.ts';
import { ageText } from '../lib/age-text.ts';
import { useTicking } from './clock-context.tsx';
import { Glyph } from './glyph.tsx';

export interface Vouched {
  /** When the source last vouched for the figure, epoch ms of the host; null: never. */
  readonly at: number | null;
  /** How often the source speaks, ms. Older than two of these is stale. */
  readonly periodMs: number;
}

/** True when a figure is too old to trust, or the host that brings it has gone silent. */
export function useStale({ at, periodMs }: Vouched): boolean {
  return useTicking((clock) => at !== null && (clock.isSilent() || isStale(at, periodMs, clock.now())));
}

interface AgeProps extends Vouched {
  /** `row`: colour only, where the row already carries the word. */
  readonly form?: 'figure' | 'row';
  /** Said before the age: `2 of 3 pods`, `silent`. */
  readonly says?: string;
}

/** The age beside a figure or a group of one source: counts by itself and says when it is too old. */
export function Age({ at, periodMs, form = 'figure', says }: AgeProps): ReactElement {
  const text = useTicking((clock) => (at === null ? null : ageText((clock.now() - at) / 1_000)));
  const stale = useStale({ at, periodMs });
  const before = says === undefined ? '' : `${says} `;
  if (text === null) return <span className="age">{says ?? '–'}</span>;
  if (!stale) return <span className="age">{`${before}${text}`}</span>;
  return (
    <span className="age" data-stale="">
      {form === 'figure' ? <Glyph name="stale" /> : null}
      {form === 'figure' ? `${before}${text} old` : `${before}${text}`}
    </span>
  );
}
