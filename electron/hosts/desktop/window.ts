import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import type { Log } from '#core/ports/log.ts';
import { pageOrigin } from './page-origin.ts';
import { lockedPreferences } from './security.ts';
import { isOnScreen, readWindowState, writeWindowState } from './window-state.ts';

export interface WindowNeeds {
  readonly preload: string;
  readonly home: string;
  readonly packaged: boolean;
  /** The route to open with, for example `#/rollouts`. Empty: the page's own first. */
  readonly route: string;
  /** Shown when this is fulfilled and the page is painted. */
  readonly mayShow: Promise<unknown>;
  readonly log: Log;
}

/** The one window, where it was left. */
export function openWindow({ preload, home, packaged, route, mayShow, log }: WindowNeeds): BrowserWindow {
  const file = join(home, 'window.json');
  const kept = readWindowState(file);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const place =
    kept !== null && isOnScreen(kept, areas)
      ? { x: kept.x, y: kept.y, width: kept.width, height: kept.height }
      : { width: 1440, height: 900 };
  const window = new BrowserWindow({
    ...place,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Release Command Center',
    backgroundColor: '#0e1116',
    webPreferences: lockedPreferences(preload, packaged),
  });
  window.once('ready-to-show', () => {
    void mayShow.then(() => {
      if (window.isDestroyed()) return;
      if (kept?.maximized === true) window.maximize();
      window.show();
    });
  });
  window.on('close', () => {
    try {
      writeWindowState(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (error) {
      log.warn('The place of the window could not be kept', { file, error });
    }
  });
  window.loadURL(`${pageOrigin}/${route}`).catch((error: unknown) => log.error('The page could not be loaded', { error }));
  return window;
}
