import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { countText } from '../../../lib/count-text.ts';

const shown: readonly (readonly [Badge, string])[] = [
  ['degraded', 'degraded'],
  ['aborted', 'aborted'],
  ['unknown', 'unknown'],
  ['paused', 'paused'],
  ['progressing', 'progressing'],
  ['stale', 'stale'],
  ['healthy', 'well'],
];

interface StateChipsProps {
  readonly counts: ReadonlyMap<Badge, number>;
  readonly states: readonly Badge[];
  readonly onToggle: (state: Badge) => void;
}

/** How many of each state, and a filter by it. A state nobody is in is not shown. */
export function StateChips({ counts, states, onToggle }: StateChipsProps): ReactElement {
  return (
    <div className="chips" role="group" aria-label="Filter by state">
      {shown
        .filter(([state]) => (counts.get(state) ?? 0) > 0 || states.includes(state))
        .map(([state, word]) => (
          <ToggleButton
            key={state}
            className="chip"
            data-state={state}
            isSelected={states.includes(state)}
            onChange={() => onToggle(state)}
          >
            <Glyph name={state} />
            {`${countText(counts.get(state) ?? 0)} ${word}`}
          </ToggleButton>
        ))}
    </div>
  );
}
