import { create } from 'zustand';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import type { Group } from './list-rows.ts';

interface ListStore {
  readonly text: string;
  readonly states: ReadonlySet<Badge>;
  readonly closed: ReadonlySet<Group>;
  /** Key of the chosen row; kept while a rollout is open, so that coming back finds it. */
  readonly chosen: string | null;
  readonly setText: (text: string) => void;
  readonly toggleState: (state: Badge) => void;
  readonly toggleGroup: (group: Group) => void;
  readonly choose: (key: string | null) => void;
}

function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** Filters and selection of the list: the screen's own, core knows nothing of them. */
export const useListStore = create<ListStore>()((set) => ({
  text: '',
  states: new Set<Badge>(),
  closed: new Set<Group>(),
  chosen: null,
  setText: (text) => set({ text }),
  toggleState: (state) => set((store) => ({ states: toggled(store.states, state) })),
  toggleGroup: (group) => set((store) => ({ closed: toggled(store.closed, group) })),
  choose: (chosen) => set({ chosen }),
}));
