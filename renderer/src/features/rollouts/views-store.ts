import { z } from 'zod';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { filterOf, type ListFilter, ListSearch, searchOf } from './list-filter.ts';

const SavedView = z.object({ name: z.string().trim().min(1).max(60), search: ListSearch });
type SavedView = z.infer<typeof SavedView>;
/** A view that is not understood is left out; the others stay. */
const Kept = z.object({ views: z.array(z.unknown()).catch([]) });

export interface View {
  readonly name: string;
  readonly filter: ListFilter;
}

interface ViewsStore {
  readonly views: readonly SavedView[];
  /** Keeps the filter under a name; the same name keeps the newer filter. */
  readonly save: (name: string, filter: ListFilter) => void;
  readonly forget: (name: string) => void;
}

/** Filters with a name, kept on this machine. What one shows is in the address, so that a link to it needs no store. */
export const useViewsStore = create<ViewsStore>()(
  persist(
    (set) => ({
      views: [],
      save: (name, filter) =>
        set(({ views }) => {
          const saved = SavedView.safeParse({ name, search: searchOf(filter) });
          if (!saved.success) return {};
          return { views: [...views.filter((view) => view.name !== saved.data.name), saved.data] };
        }),
      forget: (name) => set(({ views }) => ({ views: views.filter((view) => view.name !== name) })),
    }),
    {
      name: 'rcc:views',
      storage: createJSONStorage(() => localStorage),
      partialize: ({ views }) => ({ views }),
      merge: (kept, current) => ({ ...current, views: viewsIn(kept) }),
    },
  ),
);

function viewsIn(kept: unknown): SavedView[] {
  const parsed = Kept.safeParse(kept);
  if (!parsed.success) return [];
  return parsed.data.views.flatMap((view) => {
    const one = SavedView.safeParse(view);
    return one.success ? [one.data] : [];
  });
}

export function viewOf({ name, search }: SavedView): View {
  return { name, filter: filterOf(search) };
}
