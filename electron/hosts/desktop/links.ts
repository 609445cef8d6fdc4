import type { App, BrowserWindow } from 'electron';
import { z } from 'zod';
import { routeOfLink } from './deep-link.ts';
import { words } from './page-origin.ts';

const Handed = z.object({ link: z.string().nullable() });

/** Where links lead: kept until there is a window, then shown in it. */
export interface Links {
  /** The route of the last link that came before the window, or ''. */
  first(): string;
  /** From now on links are shown here. */
  showIn(window: BrowserWindow): void;
  /** Brings the window to the front, at this route of the page; null: where it is. */
  show(route: string | null): void;
}

/** Listens for rcc:// links: on macOS by event, elsewhere from the second program that the system starts with it. */
export function followLinks(app: App, started: string | null): Links {
  let waiting = started === null ? null : routeOfLink(started);
  let shown: BrowserWindow | null = null;

  const show = (route: string | null) => {
    if (shown === null || shown.isDestroyed()) {
      waiting = route ?? waiting;
      return;
    }
    if (route !== null) shown.webContents.send(words.go, route);
    if (shown.isMinimized()) shown.restore();
    shown.show();
    shown.focus();
  };
  const follow = (link: string | null) => show(link === null ? null : routeOfLink(link));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    follow(url);
  });
  // Chromium mixes its own switches into the second program's arguments; what that program hands over is only ours.
  app.on('second-instance', (_event, _argv, _folder, handed) => {
    const parsed = Handed.safeParse(handed);
    follow(parsed.success ? parsed.data.link : null);
  });

  return {
    first: () => waiting ?? '',
    showIn(window) {
      shown = window;
    },
    show,
  };
}
