import { type Preferences, usePreferencesStore } from '../lib/preferences.ts';

/** Paints the theme and contrast that are preferred, now and whenever they or the operating system's change. */
export function applyPreferences(root: HTMLElement = document.documentElement): () => void {
  const light = matchMedia('(prefers-color-scheme: light)');
  const more = matchMedia('(prefers-contrast: more)');
  const paint = () => {
    const preferred = usePreferencesStore.getState();
    root.dataset['theme'] = themeOf(preferred, light.matches);
    root.dataset['contrast'] = preferred.contrast === 'more' || more.matches ? 'more' : 'standard';
  };
  const onStorage = (event: StorageEvent) => {
    if (event.key === usePreferencesStore.persist.getOptions().name) void usePreferencesStore.persist.rehydrate();
  };
  const unsubscribe = usePreferencesStore.subscribe(paint);
  for (const query of [light, more]) query.addEventListener('change', paint);
  addEventListener('storage', onStorage);
  paint();
  return () => {
    unsubscribe();
    for (const query of [light, more]) query.removeEventListener('change', paint);
    removeEventListener('storage', onStorage);
  };
}

function themeOf({ theme }: Pick<Preferences, 'theme'>, systemIsLight: boolean): 'dark' | 'light' {
  if (theme !== 'system') return theme;
  return systemIsLight ? 'light' : 'dark';
}
