import { type ReactElement, useDeferredValue, useMemo, useRef } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { RowGrid } from '../../../components/row-grid.tsx';
import { Search } from '../../../components/text-field.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { countedText } from '../../../lib/count-text.ts';
import { useConnections, useRolloutRows } from '../../../lib/live-queries.ts';
import { useScope } from '../../../lib/scope-store.ts';
import { type ListRow, listRows, silentClusters, stateCounts } from '../list-rows.ts';
import { useListStore } from '../ui-store.ts';
import { EmptyList } from './empty-list.tsx';
import { ListCells, ListHead } from './list-cells.tsx';
import { StateChips } from './state-chips.tsx';

interface RolloutListProps {
  readonly onOpen: (target: Target) => void;
  readonly onConnections: () => void;
}

/** What is moving, and is it well? What needs a human comes first. */
export function RolloutList({ onOpen, onConnections }: RolloutListProps): ReactElement {
  const live = useRolloutRows();
  const connections = useConnections();
  const { contexts } = useScope();
  const { text, states, closed, chosen, setText, choose, toggleGroup } = useListStore();
  const search = useRef<HTMLInputElement>(null);
  const { items } = live;
  // A letter is on the screen at once; the rows it leaves follow as soon as they are made.
  const wanted = useDeferredValue(text.trim());
  const rows = useMemo(
    () => listRows(items.values(), silentClusters(connections.items.values(), contexts), { text: wanted, states }, closed),
    [items, connections.items, contexts, wanted, states, closed],
  );
  const counts = useMemo(() => stateCounts(items.values()), [items]);
  const several = useMemo(() => severalClusters(items), [items]);
  useKeys({
    '/': () => search.current?.focus(),
    Escape: () => {
      if (document.activeElement === search.current) search.current?.blur();
    },
  });
  const aliveAt = (row: ListRow) => ('row' in row ? (connections.items.get(row.row.workload.target.context)?.aliveAt ?? null) : null);
  const open = (key: string) => {
    const found = rows.find((row) => row.key === key);
    if (found === undefined) return;
    if ('row' in found) onOpen(found.row.workload.target);
    else if ('cluster' in found) onConnections();
  };
  return (
    <main className="page">
      <div className="tool">
        <h1 className="text-22 nowrap">What is moving, and is it well?</h1>
        <p className="ink-2 nowrap">{live.at === null ? '' : countedText(items.size, 'rollout')}</p>
        <StateChips counts={counts} />
        <Search
          keys="/"
          label="service, owner, state"
          value={text}
          onChange={setText}
          inputRef={search}
          onEnter={() => chosen !== null && open(chosen)}
        />
      </div>
      <RowGrid<ListRow>
        label="Rollouts"
        rows={rows}
        columns={9}
        head={<ListHead severalClusters={several} />}
        render={(row) => <ListCells row={row} closed={closed} onToggle={toggleGroup} severalClusters={several} aliveAt={aliveAt(row)} />}
        chosen={chosen}
        onChoose={choose}
        onOpen={open}
        empty={<EmptyList live={live} connections={connections} filtered={text !== '' || states.size > 0} onConnections={onConnections} />}
        autoFocus
      />
    </main>
  );
}

function severalClusters(items: ReadonlyMap<string, RolloutRow>): boolean {
  let first: string | null = null;
  for (const { workload } of items.values()) {
    if (first !== null && first !== workload.target.context) return true;
    first = workload.target.context;
  }
  return false;
}
