import { useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { Autocomplete, Header, Input, ListBox, ListBoxItem, ListBoxSection, SearchField } from 'react-aria-components';
import { Target } from '#shared/domain/rollouts/target.ts';
import { Dialog } from '../../../components/dialog.tsx';
import { useScrollStop } from '../../../components/use-scroll-stop.ts';
import { Kbd } from '../../../components/kbd.tsx';
import { State } from '../../../components/state.tsx';
import { type PaletteEntry, paletteSections } from './entry.ts';
import { usePaletteEntries } from './use-palette-entries.ts';
import { useRoads } from './use-roads.ts';

interface PaletteProps {
  readonly onClose: () => void;
  readonly onKeys: () => void;
}

/** Finds every rollout, act, screen, cluster and setting. It opens, toggles or copies; it never sends. */
export function Palette({ onClose, onKeys }: PaletteProps): ReactElement {
  const [text, setText] = useState('');
  const here = Target.safeParse(useParams({ strict: false }));
  const stop = useScrollStop<HTMLDivElement>();
  const found = usePaletteEntries(text, here.success ? here.data : null, useRoads(onClose, onKeys));
  return (
    <Dialog title="Find or do" onClose={onClose}>
      <div
        className="palette"
        onKeyDownCapture={(event) => {
          // The field would only empty itself.
          if (event.key === 'Escape') onClose();
        }}
      >
        <Autocomplete inputValue={text} onInputChange={setText}>
          <SearchField className="field" aria-label="A rollout, an action or a screen" autoFocus>
            <div className="field-box field-tall">
              <Input placeholder="a rollout, an action or a screen" />
            </div>
          </SearchField>
          <div className="palette-scroll" {...stop}>
            <ListBox
              className="palette-list"
              aria-label="Found"
              selectionMode="none"
              onAction={(id) => found.find((entry) => entry.id === id)?.run()}
              renderEmptyState={() => <p className="ink-3">Nothing is called that.</p>}
            >
              {paletteSections.map((section) => {
                const entries = found.filter((entry) => entry.section === section);
                return entries.length === 0 ? null : (
                  <ListBoxSection key={section} id={section}>
                    <Header className="palette-section">{section}</Header>
                    {entries.map((entry) => (
                      <Item key={entry.id} entry={entry} />
                    ))}
                  </ListBoxSection>
                );
              })}
            </ListBox>
          </div>
        </Autocomplete>
      </div>
    </Dialog>
  );
}

function Item({ entry: { id, text, where, state, keys } }: { readonly entry: PaletteEntry }): ReactElement {
  return (
    <ListBoxItem id={id} className="menu-item" textValue={`${text} ${where}`}>
      <span className="palette-text">
        {text} <span className="ink-3">{where}</span>
      </span>
      {state === undefined ? null : <State state={state} quiet />}
      {keys === undefined ? null : <Kbd>{keys}</Kbd>}
    </ListBoxItem>
  );
}
