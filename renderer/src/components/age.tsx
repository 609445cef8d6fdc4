import { type ReactElement, type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { isStale } from '#shared/domain/rollouts/figure.ts';
import { ageText } from '../lib/age-text.ts';
import { usePreferencesStore } from '../lib/preferences.ts';
import { instantText, wholeText } from '../lib/wall-time.ts';
import { useTicking } from './clock-context.tsx';
import { Glyph } from './glyph.tsx';
import { useRenew } from './vouch-context.tsx';

export interface Vouched {
  /** When the source last vouched for the figure, epoch ms of the host; null: never. */
  readonly at: number | null;
  /** How often the source speaks, ms. Older than two of these is stale. */
  readonly periodMs: number;
}

/** True when a figure is too old to trust, or the host that brings it has gone silent. */
export function useStale({ at, periodMs }: Vouched): boolean {
  const renew = useRenew();
  return useTicking((clock) => at !== null && (clock.isSilent() || isStale(renew(at, periodMs), periodMs, clock.now())));
}

interface AgeProps extends Vouched {
  /** `row`: colour only, where the row already carries the word. */
  readonly form?: 'figure' | 'row';
  /** Said before the age: `2 of 3 pods`, `silent`. */
  readonly says?: string;
}

/** The exact instant behind an unchanged text is written anew this often, and whenever a pointer asks for it. */
const exactMs = 30_000;

/** A source of a row that spoke within this time, and within its own period and a half, has spoken now. */
const calmMs = 2_000;

/** The age beside a figure or a group of one source: counts by itself and says when it is too old. */
export function Age({ at, periodMs, form = 'figure', says }: AgeProps): ReactElement {
  const absolute = usePreferencesStore((preferred) => preferred.times === 'absolute');
  // Forty rows that count 0, 1, 0, 1 say less than one word, and would be painted anew each second of a quiet night.
  const written = (ageMs: number) => (form === 'row' && ageMs < 1.5 * Math.min(periodMs, calmMs) ? 'now' : ageText(ageMs / 1_000));
  const renew = useRenew();
  const text = useTicking((clock) => {
    const seen = renew(at, periodMs);
    return seen === null ? null : absolute ? instantText(seen, clock.now()) : written(clock.now() - seen);
  });
  const stale = useStale({ at, periodMs });
  const exactAt = renew(at, periodMs);
  const about = exactAt === null ? null : Math.floor(exactAt / exactMs) * exactMs;
  const time = useExactInstant({ at, periodMs }, `${about} ${text} ${stale}`);
  if (about === null || text === null) return <span className="age">{says ?? '–'}</span>;
  const before = says === undefined ? '' : `${says} `;
  // Whatever is written small, the exact instant is there: for the pointer, and for assistive technology.
  const exact = { ...time, className: 'age', dateTime: new Date(about).toISOString(), title: wholeText(about) };
  if (!stale) return <time {...exact}>{`${before}${text}`}</time>;
  return (
    <time {...exact} data-stale="">
      {form === 'figure' ? <Glyph name="stale" /> : null}
      {absolute ? `${before}${form === 'row' ? 'since' : 'last'} ${text}` : `${before}${text}${form === 'row' ? '' : ' old'}`}
    </time>
  );
}

/**
 * Writes the exact instant of an age beside React, when what is `shown` changes and when a pointer comes. Not with every word of the
 * source: forty attributes that nobody reads cost a quiet night a picture every two seconds.
 */
function useExactInstant({ at, periodMs }: Vouched, shown: string): { ref: RefObject<HTMLTimeElement | null>; onPointerEnter(): void } {
  const ref = useRef<HTMLTimeElement>(null);
  const renew = useRenew();
  const write = () => {
    const seen = renew(at, periodMs);
    if (seen === null || ref.current === null) return;
    ref.current.dateTime = new Date(seen).toISOString();
    ref.current.title = wholeText(seen);
  };
  const writeNow = useEffectEvent(write);
  useEffect(() => writeNow(), [shown]);
  return { ref, onPointerEnter: write };
}
