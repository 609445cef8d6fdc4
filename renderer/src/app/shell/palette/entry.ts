import type { Badge } from '#shared/domain/rollouts/views.ts';

/** One thing the palette can find or do. */
export interface PaletteEntry {
  readonly id: string;
  readonly text: string;
  /** Greyed, after the text: where it is, or what choosing it opens. */
  readonly where: string;
  readonly section: PaletteSection;
  readonly state?: Badge;
  /** Said instead of the state's own word. */
  readonly word?: string;
  /** The key that does the same. */
  readonly keys?: string;
  /** What else it is found by. */
  readonly words?: string;
  readonly run: () => void;
}

export const paletteSections = [
  'This rollout',
  'Rollouts',
  'Actions',
  'Trains',
  'Incidents',
  'Screens',
  'Clusters',
  'Desk',
  'As kubectl',
] as const;
export type PaletteSection = (typeof paletteSections)[number];
