import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

interface ThemeStore {
  /** Dark by default, light as good. */
  readonly theme: 'dark' | 'light';
  readonly toggle: () => void;
}

export const useThemeStore = create<ThemeStore>()(
  persist((set) => ({ theme: 'dark', toggle: () => set(({ theme }) => ({ theme: theme === 'dark' ? 'light' : 'dark' })) }), {
    name: 'rcc:theme',
    storage: createJSONStorage(() => localStorage),
    partialize: ({ theme }) => ({ theme }),
  }),
);
