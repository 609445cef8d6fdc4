import { type ReactElement, useDeferredValue, useMemo, useRef } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { Button } from '../../../components/button.tsx';
import { RowGrid } from '../../../components/row-grid.tsx';
import { StreamClock } from '../../../components/stream-clock.tsx';
import { Search } from '../../../components/text-field.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { countedText, countText } from '../../../lib/count-text.ts';
import { useRolloutRows, useStillConnections } from '../../../lib/live-queries.ts';
import { useScope } from '../../../lib/scope-store.ts';
import { useNarrow } from '../../../lib/use-narrow.ts';
import { facetsOf, isFiltered, type ListFilter, noFilter, sameFilter, toggled } from '../list-filter.ts';
import { isStillRead, type ListRow, listRows, phoneHeights, rowHeights, silentClusters, stateCounts } from '../list-rows.ts';
import { useListStore } from '../ui-store.ts';
import { useKept } from '../use-kept.ts';
import { useSearchWords } from '../use-search-words.ts';
import { useViewsStore } from '../views-store.ts';
import { EmptyList } from './empty-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ListCells, ListHead } from './list-cells.tsx';
import { RowActs, useRowActs } from './row-acts.tsx';
import { StateChips } from './state-chips.tsx';

interface RolloutListProps {
  readonly filter: ListFilter;
  /** `replace`: the same step of the history as before, for a word that is still being typed. */
  readonly onFilter: (filter: ListFilter, replace: boolean) => void;
  readonly onOpen: (target: Target) => void;
  /** The plan of a way back. `undo` null: the desk chooses. */
  readonly onPlan: (target: Target, lever: 'undo' | null) => void;
  readonly onConnections: () => void;
}

/** What is moving, and is it well? What needs a human comes first. */
export function RolloutList({ filter, onFilter, onOpen, onPlan, onConnections }: RolloutListProps): ReactElement {
  const live = useRolloutRows();
  const connections = useStillConnections();
  const { contexts } = useScope();
  const { closed, chosen, filtering, choose, toggleGroup, setFiltering } = useListStore();
  const saved = useViewsStore((store) => store.views.length);
  const search = useRef<HTMLInputElement>(null);
  const { items } = live;
  const words = useSearchWords(filter.text, (text, replace) => onFilter({ ...filter, text }, replace));
  // A letter is on the screen at once; the rows it leaves follow as soon as they are made.
  const wanted = useDeferredValue(words.text.trim());
  const silent = useMemo(() => silentClusters(connections.known, contexts), [connections.known, contexts]);
  // A search that is written into the address asks for nothing else: its 5,000 rows stay.
  const asked = useKept({ ...filter, text: wanted }, sameFilter);
  const heights = useNarrow() ? phoneHeights : rowHeights;
  const rows = useMemo(() => listRows(items.values(), silent, asked, closed, heights), [items, silent, asked, closed, heights]);
  const counts = useMemo(() => stateCounts(items.values()), [items]);
  const several = useMemo(() => severalClusters(items), [items]);
  const filtered = isFiltered(asked);
  const barOpen = filtering || saved > 0 || isFiltered({ ...filter, text: '', states: [] });
  const facets = useMemo(() => (barOpen ? facetsOf(items.values(), filter) : noFilter), [barOpen, items, filter]);
  const acts = useRowActs(rows, chosen, choose);
  const change = (next: ListFilter) => {
    words.flush();
    onFilter(next, false);
  };
  useKeys({
    '/': () => search.current?.focus(),
    f: () => setFiltering(!barOpen),
    r: () => acts.chosen !== null && onPlan(acts.chosen.workload.target, null),
    u: () => acts.chosen !== null && onPlan(acts.chosen.workload.target, 'undo'),
    '.': () => acts.openMenu(),
    Escape: () => {
      if (document.activeElement === search.current) search.current?.blur();
    },
  });
  const open = (key: string) => {
    const found = rows.find((row) => row.key === key);
    words.flush();
    if (found === undefined) return;
    if ('row' in found) onOpen(found.row.workload.target);
    else if ('cluster' in found) onConnections();
  };
  const reading = isStillRead(connections.known, contexts) ? ' so far' : '';
  const unread = filtered && silent.length > 0 ? `. ${countedText(silent.length, 'cluster')} cannot be read now` : '';
  const found = filtered ? `${countText(countOf(rows))} of ${countedText(items.size, 'rollout')}${reading}${unread}` : '';
  return (
    <main className="page" {...acts.onMenu}>
      <div className="tool">
        <h1 className="text-22 nowrap">What is moving, and is it well?</h1>
        <p className="ink-2 nowrap list-count" data-reading={reading === '' ? undefined : true}>
          {items.size === 0 && live.status !== 'live' ? '' : `${countedText(items.size, 'rollout')}${reading}`}
        </p>
        <StateChips
          counts={counts}
          states={filter.states}
          onToggle={(state) => change({ ...filter, text: words.text, states: toggled(filter.states, state) })}
        />
        <Button look="quiet" keys="F" onPress={() => setFiltering(!barOpen)}>
          Filter
        </Button>
        <Search
          keys="/"
          label="service, owner, state"
          value={words.text}
          onChange={words.set}
          inputRef={search}
          onEnter={() => acts.key !== null && open(acts.key)}
        />
      </div>
      {barOpen ? (
        <FilterBar filter={{ ...filter, text: words.text }} facets={facets} onFilter={change} says={found} autoFocus={filtering} />
      ) : null}
      <StreamClock at={live.heardAt}>
        <RowGrid<ListRow>
          label="Rollouts"
          rows={rows}
          columns={9}
          head={<ListHead severalClusters={several} />}
          render={(row) => <ListCells row={row} closed={closed} onToggle={toggleGroup} severalClusters={several} />}
          chosen={acts.key}
          onChoose={choose}
          onOpen={open}
          empty={
            <EmptyList
              live={live}
              connections={connections}
              filtered={filtered}
              unread={silent}
              onShowAll={() => change(noFilter)}
              onConnections={onConnections}
            />
          }
          autoFocus
        />
      </StreamClock>
      <RowActs acts={acts} onOpen={onOpen} onPlan={onPlan} />
    </main>
  );
}

/** Rows that are rollouts: headings and clusters without a word are none. Closed groups count as they say. */
function countOf(rows: readonly ListRow[]): number {
  return rows.reduce((sum, row) => sum + (row.kind === 'heading' ? row.count : 0), 0);
}

function severalClusters(items: ReadonlyMap<string, RolloutRow>): boolean {
  let first: string | null = null;
  for (const { workload } of items.values()) {
    if (first !== null && first !== workload.target.context) return true;
    first = workload.target.context;
  }
  return false;
}
