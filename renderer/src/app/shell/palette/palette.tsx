import { useParams } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useState } from 'react';
import { Target } from '#shared/domain/rollouts/target.ts';
import { Dialog } from '../../../components/dialog.tsx';
import type { PaletteEntry } from './entry.ts';
import { FoundList, optionId } from './found-list.tsx';
import { usePaletteEntries } from './use-palette-entries.ts';
import { useRoads } from './use-roads.ts';

interface PaletteProps {
  readonly onClose: () => void;
  readonly onKeys: () => void;
}

const label = 'A rollout, an action or a screen';

/** Finds every rollout, train, incident, act, screen, cluster and setting. It opens, toggles or copies; it never sends. */
export function Palette({ onClose, onKeys }: PaletteProps): ReactElement {
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const id = useId();
  const here = Target.safeParse(useParams({ strict: false }));
  const found = usePaletteEntries(text, here.success ? here.data : null, useRoads(onClose, onKeys));
  // What is found changes while one reads it: the active one is known by what it is, not by where it stands.
  const active = found.find((entry) => entry.id === activeId) ?? (text.trim() === '' ? undefined : found[0]);
  useEffect(() => {
    if (activeId !== null) document.getElementById(`${id}-${activeId.replaceAll(/\s/g, '_')}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, activeId]);

  const step = (by: number) => {
    const at = active === undefined ? (by > 0 ? -1 : found.length) : found.indexOf(active);
    setActiveId(found[Math.min(found.length - 1, Math.max(0, at + by))]?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = moves[event.key];
    if (event.key === 'Escape') onClose();
    else if (by !== undefined) step(by);
    else if (event.key === 'Enter') active?.run();
    else return;
    // Nobody behind the palette hears it: Esc closes one thing.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog title="Find or do" onClose={onClose}>
      <div className="palette">
        <div className="field">
          <div className="field-box field-tall">
            <input
              type="search"
              aria-label={label}
              placeholder="a rollout, an action or a screen"
              value={text}
              autoComplete="off"
              spellCheck="false"
              autoFocus
              aria-autocomplete="list"
              aria-controls={id}
              aria-activedescendant={active === undefined ? undefined : optionId(id, active)}
              onChange={(event) => {
                setText(event.target.value);
                setActiveId(null);
              }}
              onKeyDown={onKeyDown}
            />
          </div>
        </div>
        <FoundList
          id={id}
          found={found}
          active={active}
          onActive={(entry: PaletteEntry) => setActiveId(entry.id)}
          onTake={(entry) => entry.run()}
        />
      </div>
    </Dialog>
  );
}

const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
