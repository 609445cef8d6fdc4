import type { GlyphName } from '../components/glyph.tsx';

/** A screen that has an address of its own without parameters. A route has to exist before it may stand here. */
export type ScreenRoute = '/rollouts' | '/audit' | '/connections';

export interface ScreenEntry {
  readonly route: ScreenRoute;
  readonly label: string;
  /** What else a person may call it. */
  readonly words: string;
  readonly glyph: GlyphName;
}

/** Every screen, in the order of the bar. Its place is its key. Adding one is one entry here and one route. */
export const screens: readonly ScreenEntry[] = [
  { route: '/rollouts', label: 'Rollouts', words: 'list deployments canary services', glyph: 'progressing' },
  { route: '/audit', label: 'Audit', words: 'log evidence entries who did what', glyph: 'ok' },
  { route: '/connections', label: 'Connections', words: 'clusters contexts kubeconfig prometheus identity', glyph: 'ring' },
];

/** `1` for the first screen; the tenth and later have none. */
export function keyOfScreen(index: number): string | null {
  return index < 9 ? String(index + 1) : null;
}
