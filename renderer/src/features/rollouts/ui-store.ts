import { create } from 'zustand';
import type { ListSearch } from './list-filter.ts';
import type { Group } from './list-rows.ts';

interface ListStore {
  readonly closed: ReadonlySet<Group>;
  /** Key of the chosen row; kept while a rollout is open, so that coming back finds it. */
  readonly chosen: string | null;
  /** The filter's controls are open. */
  readonly filtering: boolean;
  /** The list's last address: closing a rollout goes back to what was filtered. */
  readonly search: ListSearch;
  readonly toggleGroup: (group: Group) => void;
  readonly choose: (key: string | null) => void;
  readonly setFiltering: (filtering: boolean) => void;
  readonly setSearch: (search: ListSearch) => void;
}

/** Selection of the list: the screen's own, core knows nothing of it. What is filtered by stands in the address. */
export const useListStore = create<ListStore>()((set) => ({
  closed: new Set<Group>(),
  chosen: null,
  filtering: false,
  search: {},
  toggleGroup: (group) =>
    set(({ closed }) => {
      const next = new Set(closed);
      if (!next.delete(group)) next.add(group);
      return { closed: next };
    }),
  choose: (chosen) => set({ chosen }),
  setFiltering: (filtering) => set({ filtering }),
  setSearch: (search) => set({ search }),
}));
