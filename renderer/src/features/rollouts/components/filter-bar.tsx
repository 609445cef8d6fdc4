import { type ReactElement, useState } from 'react';
import { Button as AriaButton, Input, Menu, MenuItem, MenuTrigger, Popover, TextField, ToggleButton } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { isFiltered, type ListFilter, noFilter, sameFilter, toggled } from '../list-filter.ts';
import { useViewsStore, viewOf } from '../views-store.ts';

interface FilterBarProps {
  readonly filter: ListFilter;
  readonly facets: Pick<ListFilter, 'clusters' | 'namespaces' | 'kinds'>;
  readonly onFilter: (filter: ListFilter) => void;
  /** `12 of 51 rollouts` and what could not be looked at. */
  readonly says: string;
  /** It was opened by hand: the focus goes where one chooses. */
  readonly autoFocus: boolean;
}

const parts = [
  ['clusters', 'Cluster'],
  ['namespaces', 'Namespace'],
  ['kinds', 'Kind'],
] as const;

/** What the list is filtered by, and filters with a name. Everything chosen here stands in the address: Back undoes it. */
export function FilterBar({ filter, facets, onFilter, says, autoFocus }: FilterBarProps): ReactElement {
  return (
    <div className="filter-bar" role="group" aria-label="Filter">
      {parts.map(([part, word], index) => (
        <Part
          key={part}
          word={word}
          autoFocus={autoFocus && index === 0}
          names={facets[part]}
          chosen={filter[part]}
          onToggle={(name) => onFilter({ ...filter, [part]: toggled<string>(filter[part], name) })}
        />
      ))}
      <Views filter={filter} onFilter={onFilter} />
      <span role="status" className="ink-3 text-12 filter-says">
        {says}
      </span>
      {isFiltered(filter) ? (
        <Button look="quiet" onPress={() => onFilter(noFilter)}>
          Show all
        </Button>
      ) : null}
    </div>
  );
}

interface PartProps {
  readonly word: string;
  readonly autoFocus: boolean;
  readonly names: readonly string[];
  readonly chosen: readonly string[];
  readonly onToggle: (name: string) => void;
}

function Part({ word, autoFocus, names, chosen, onToggle }: PartProps): ReactElement {
  const [first, ...others] = chosen;
  const says = first === undefined ? 'all' : others.length === 0 ? first : `${first} and ${others.length} more`;
  return (
    <MenuTrigger>
      <AriaButton className={chosen.length === 0 ? 'button button-quiet' : 'button'} autoFocus={autoFocus}>
        <span className="ink-3">{word}</span>
        <span className="ellipsis">{says}</span>
        <Glyph name="open" />
      </AriaButton>
      <Popover className="menu" placement="bottom start" offset={4}>
        <Menu
          className="menu-list"
          aria-label={`${word}: all, or only those chosen`}
          selectionMode="multiple"
          selectedKeys={[...chosen]}
          onAction={(key) => onToggle(String(key))}
          // Esc and a press outside close it; choosing one of several does not.
          shouldCloseOnSelect={false}
        >
          {names.map((name) => (
            <MenuItem key={name} id={name} className="menu-item menu-choice" textValue={name}>
              <span className="menu-tick">{chosen.includes(name) ? <Glyph name="ok" /> : null}</span>
              <span>{name}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Views({ filter, onFilter }: Pick<FilterBarProps, 'filter' | 'onFilter'>): ReactElement {
  const views = useViewsStore((store) => store.views).map(viewOf);
  const { save, forget } = useViewsStore.getState();
  const [name, setName] = useState<string | null>(null);
  const shown = views.find((view) => sameFilter(view.filter, filter));
  const keep = () => {
    if (name !== null && name.trim() !== '') save(name, filter);
    setName(null);
  };
  return (
    <span className="views" role="group" aria-label="Saved views">
      {views.map((view) => (
        <ToggleButton
          key={view.name}
          className="chip"
          isSelected={view === shown}
          onChange={() => onFilter(view === shown ? noFilter : view.filter)}
        >
          {view.name}
        </ToggleButton>
      ))}
      {shown === undefined ? null : (
        <Button look="quiet" label={`Forget the view ${shown.name}`} onPress={() => forget(shown.name)}>
          <Glyph name="no" />
        </Button>
      )}
      {name === null ? (
        isFiltered(filter) && shown === undefined ? (
          <Button look="quiet" onPress={() => setName('')}>
            Save this view…
          </Button>
        ) : null
      ) : (
        <TextField className="field view-name" aria-label="Name of the view" value={name} onChange={setName} autoFocus>
          <div className="field-box">
            <Input
              placeholder="a name, then Enter"
              maxLength={60}
              autoComplete="off"
              onKeyDown={(event) => {
                if (event.key === 'Enter') keep();
                else if (event.key === 'Escape') setName(null);
                else return;
                event.preventDefault();
                event.stopPropagation();
              }}
            />
          </div>
        </TextField>
      )}
    </span>
  );
}
