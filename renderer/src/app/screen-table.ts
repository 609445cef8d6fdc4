/** A screen that has an address of its own without parameters. A route has to exist before it may stand here. */
export type ScreenRoute = '/rollouts' | '/trains' | '/incidents' | '/audit' | '/connections' | '/settings';

export interface ScreenEntry {
  readonly route: ScreenRoute;
  readonly label: string;
  /** What else a person may call it. */
  readonly words: string;
}

/** Every screen, in the order of the bar. Its place is its key. Adding one is one entry here and one route. */
export const screens: readonly ScreenEntry[] = [
  { route: '/rollouts', label: 'Rollouts', words: 'list deployments canary services' },
  { route: '/trains', label: 'Trains', words: 'release train timetable board passengers departure checklist go no-go' },
  { route: '/incidents', label: 'Incidents', words: 'timeline review outage cost export' },
  { route: '/audit', label: 'Audit', words: 'log evidence entries who did what' },
  { route: '/connections', label: 'Connections', words: 'clusters contexts kubeconfig prometheus identity' },
  {
    route: '/settings',
    label: 'Settings',
    words: 'my own cluster sandbox preferences theme contrast time zone notifications kubeconfig files proxies certificates',
  },
];

/** `1` for the first screen; the tenth and later have none. */
export function keyOfScreen(index: number): string | null {
  return index < 9 ? String(index + 1) : null;
}
