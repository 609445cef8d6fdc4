import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { countText } from '../../../lib/count-text.ts';
import { useListStore } from '../ui-store.ts';

const shown: readonly (readonly [Badge, string])[] = [
  ['degraded', 'degraded'],
  ['aborted', 'aborted'],
  ['unknown', 'unknown'],
  ['paused', 'paused'],
  ['progressing', 'progressing'],
  ['stale', 'stale'],
  ['healthy', 'well'],
];

/** How many of each state, and a filter by it. A state nobody is in is not shown. */
export function StateChips({ counts }: { readonly counts: ReadonlyMap<Badge, number> }): ReactElement {
  const states = useListStore((store) => store.states);
  const toggle = useListStore((store) => store.toggleState);
  return (
    <div className="chips" role="group" aria-label="Filter by state">
      {shown
        .filter(([state]) => (counts.get(state) ?? 0) > 0 || states.has(state))
        .map(([state, word]) => (
          <ToggleButton key={state} className="chip" data-state={state} isSelected={states.has(state)} onChange={() => toggle(state)}>
            <Glyph name={state} />
            {`${countText(counts.get(state) ?? 0)} ${word}`}
          </ToggleButton>
        ))}
    </div>
  );
}
