import { usePreferences } from '../lib/preferences.ts';

interface Theme {
  readonly theme: 'dark' | 'light';
  readonly toggle: () => void;
}

/** What is painted now, and its other. Toggling leaves `system` for the one that was asked for. */
export function useThemeStore<T>(select: (theme: Theme) => T): T {
  const { theme, set } = usePreferences();
  const now = theme === 'light' || (theme === 'system' && document.documentElement.dataset['theme'] === 'light') ? 'light' : 'dark';
  return select({ theme: now, toggle: () => set({ theme: now === 'dark' ? 'light' : 'dark' }) });
}
