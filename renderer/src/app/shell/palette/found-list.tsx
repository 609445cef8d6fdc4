import type { ReactElement } from 'react';
import { useScrollStop } from '../../../components/use-scroll-stop.ts';
import { Kbd } from '../../../components/kbd.tsx';
import { State } from '../../../components/state.tsx';
import { type PaletteEntry, paletteSections } from './entry.ts';

interface FoundListProps {
  /** Of the list, and before the number of each option. */
  readonly id: string;
  readonly found: readonly PaletteEntry[];
  /** The one that Enter takes. */
  readonly active: PaletteEntry | undefined;
  readonly onActive: (entry: PaletteEntry) => void;
  readonly onTake: (entry: PaletteEntry) => void;
}

/**
 * What was found, by section. The focus stays in the field, which says what is active here. Plain elements: a collection of
 * React Aria's is built twice, and thirty entries of it were the longest task of a key pressed anywhere.
 */
export function FoundList({ id, found, active, onActive, onTake }: FoundListProps): ReactElement {
  const stop = useScrollStop<HTMLDivElement>();
  return (
    <div className="palette-scroll" {...stop}>
      <div id={id} className="palette-list" role="listbox" aria-label="Found">
        {found.length === 0 ? (
          <div role="option" tabIndex={-1} aria-selected={false} aria-disabled>
            <p className="ink-3">Nothing is called that.</p>
          </div>
        ) : null}
        {paletteSections.map((section) => {
          const entries = found.filter((entry) => entry.section === section);
          return entries.length === 0 ? null : (
            <div key={section} role="group" aria-label={section}>
              <div className="palette-section" aria-hidden="true">
                {section}
              </div>
              {entries.map((entry) => (
                <div
                  key={entry.id}
                  id={optionId(id, entry)}
                  className="menu-item"
                  role="option"
                  tabIndex={-1}
                  aria-selected={entry === active}
                  data-focused={entry === active ? '' : undefined}
                  onPointerMove={() => onActive(entry)}
                  // The field keeps the focus.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => onTake(entry)}
                >
                  <Entry entry={entry} />
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

export const optionId = (list: string, entry: PaletteEntry): string => `${list}-${entry.id.replaceAll(/\s/g, '_')}`;

function Entry({ entry: { text, where, state, word, keys } }: { readonly entry: PaletteEntry }): ReactElement {
  return (
    <>
      <span className="palette-text">
        {text} <span className="ink-3">{where}</span>
      </span>
      {state === undefined ? null : <State state={state} quiet {...(word === undefined ? {} : { word })} />}
      {keys === undefined ? null : <Kbd>{keys}</Kbd>}
    </>
  );
}
