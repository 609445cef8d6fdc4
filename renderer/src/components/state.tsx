import type { ReactElement } from 'react';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { useStale, type Vouched } from './age.tsx';
import { Glyph } from './glyph.tsx';

const words: Record<Badge, string> = {
  healthy: 'Healthy',
  progressing: 'Progressing',
  paused: 'Paused',
  degraded: 'Degraded',
  aborted: 'Aborted',
  stale: 'Stale',
  unknown: 'Unknown',
};

interface StateProps {
  readonly state: Badge;
  /** Said instead of the state's own word. */
  readonly word?: string;
  /** In the well group only the disc is coloured. */
  readonly quiet?: boolean;
  readonly large?: boolean;
}

/** A state is a colour, a shape and a word: never one without the others. */
export function State({ state, word = words[state], quiet = false, large = false }: StateProps): ReactElement {
  return (
    <span className={`state${quiet ? ' state-quiet' : ''}${large ? ' state-large' : ''}`} data-state={state}>
      <Glyph name={state} size={large ? 20 : 12} />
      {word}
    </span>
  );
}

/** A live state: once it is too old to trust it keeps its word and loses its colour and shape to `stale`. */
export function TrustedState({ state, at, periodMs, word = words[state], ...look }: StateProps & Vouched): ReactElement {
  const stale = useStale({ at, periodMs });
  return <State state={stale ? 'stale' : state} word={word} {...look} />;
}
