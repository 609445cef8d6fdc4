import { z } from 'zod';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { Target, targetKey } from '#shared/domain/rollouts/target.ts';

const most = 6;
const Kept = z.object({ targets: z.array(Target).max(most) });

interface RecentStore {
  /** The rollouts this person opened last, newest first. */
  readonly targets: readonly Target[];
  readonly opened: (target: Target) => void;
}

/** Kept on this machine. */
export const useRecentStore = create<RecentStore>()(
  persist(
    (set) => ({
      targets: [],
      opened: (target) =>
        set(({ targets }) => {
          const key = targetKey(target);
          return { targets: [target, ...targets.filter((other) => targetKey(other) !== key)].slice(0, most) };
        }),
    }),
    {
      name: 'rcc:recent',
      storage: createJSONStorage(() => localStorage),
      partialize: ({ targets }) => ({ targets }),
      merge: (kept, current) => ({ ...current, ...Kept.safeParse(kept).data }),
    },
  ),
);
