import type { ReactElement } from 'react';
import { BlocksPage } from './pages/blocks-page.tsx';
import { ChartsPage } from './pages/charts-page.tsx';
import { ControlsPage } from './pages/controls-page.tsx';
import { DialsPage } from './pages/dials-page.tsx';
import { FoundationPage } from './pages/foundation-page.tsx';
import { HonestStatesPage } from './pages/honest-states-page.tsx';
import { OpenDialog, OpenMenu, OpenSelect, OpenSheet, OpenToasts } from './pages/overlay-pages.tsx';
import { TimelinePage } from './pages/timeline-page.tsx';

interface GalleryPage {
  /** Of its address and of its picture. */
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly Content: () => ReactElement;
  /** Pressed to reach what is shown. */
  readonly keys?: readonly string[];
  /** Photographed at 390 × 844 too. */
  readonly phone?: true;
}

/** Pages of components, each in all its states. A new component gets its place on one of them. */
export const pages: readonly GalleryPage[] = [
  {
    name: 'states',
    title: 'Honest states',
    says: 'A figure that cannot be trusted says so itself. It never keeps its last colour, and never turns into a zero.',
    Content: HonestStatesPage,
  },
  { name: 'foundation', title: 'Foundation', says: 'Type, colour, glyphs, badges and keys.', Content: FoundationPage },
  { name: 'controls', title: 'Controls', says: 'Buttons, the held button, fields, choices.', Content: ControlsPage },
  { name: 'blocks', title: 'Blocks', says: 'What stands where there is nothing, not yet, not all, or no.', Content: BlocksPage },
  { name: 'dials', title: 'Dials', says: 'Three needles, each somebody’s claim. When they disagree, the rim says so.', Content: DialsPage },
  { name: 'charts', title: 'Charts', says: 'Series, differences, steps and the clock of a rollback.', Content: ChartsPage },
  { name: 'timeline', title: 'Timeline', says: 'What happened, whoever did it, and when nobody did.', Content: TimelinePage, phone: true },
  { name: 'sheet', title: 'Sheet', says: 'A panel at the right edge.', Content: OpenSheet, phone: true },
  { name: 'dialog', title: 'Dialog', says: 'A small question above the page.', Content: OpenDialog, phone: true },
  { name: 'menu', title: 'Menu', says: 'More things to do.', Content: OpenMenu, keys: ['Enter'] },
  { name: 'select', title: 'Select', says: 'One of a few.', Content: OpenSelect, keys: ['Enter'] },
  { name: 'toasts', title: 'Toasts', says: 'Said in passing, three at most.', Content: OpenToasts, phone: true },
];
