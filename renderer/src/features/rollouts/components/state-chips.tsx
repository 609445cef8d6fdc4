import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { ListState } from '#shared/domain/rollouts/state-word.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { countText } from '../../../lib/count-text.ts';

/** A state as it is chosen and counted, and its word beside the number. */
const shown: readonly (readonly [ListState, string])[] = [
  ['degraded', 'degraded'],
  ['aborted', 'aborted'],
  ['unknown', 'unknown'],
  ['waits', 'waiting'],
  ['paused', 'paused'],
  ['progressing', 'progressing'],
  ['stale', 'stale'],
  ['healthy', 'well'],
];

const titles: Partial<Record<ListState, string>> = {
  waits: 'Waits for a person: promote, resume or roll back',
  paused: 'Paused by a timer: goes on by itself',
};

function badgeOf(state: ListState): Badge {
  return state === 'waits' ? 'paused' : state;
}

interface StateChipsProps {
  readonly counts: ReadonlyMap<ListState, number>;
  readonly states: readonly ListState[];
  readonly onToggle: (state: ListState) => void;
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
            data-state={badgeOf(state)}
            isSelected={states.includes(state)}
            onChange={() => onToggle(state)}
          >
            <Glyph name={badgeOf(state)} />
            <span title={titles[state]}>{`${countText(counts.get(state) ?? 0)} ${word}`}</span>
          </ToggleButton>
        ))}
    </div>
  );
}
