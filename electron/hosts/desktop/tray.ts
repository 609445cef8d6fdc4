import { existsSync } from 'node:fs';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { Log } from '#core/ports/log.ts';
import type { WindowSignal } from '#shared/contract/window-signal.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { trayBitmap } from './tray-icon.ts';

type Worst = Extract<WindowSignal, { type: 'rcc:worst' }>;

export interface DeskTray {
  show(worst: Worst): void;
}

interface TrayRoads {
  /** Brings the window to the front, at a place of the page or where it is. */
  readonly open: (route: string | null) => void;
  readonly quit: () => void;
}

const size = 16;

/** Why this system shows no tray, or null where it may. Electron itself does not say: it puts the icon nowhere. */
export function whyNoTray(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  exists: (path: string) => boolean = existsSync,
): string | null {
  if (platform !== 'linux') return null;
  const bus = env['DBUS_SESSION_BUS_ADDRESS'];
  const runtime = env['XDG_RUNTIME_DIR'];
  if (bus !== undefined && bus !== '') return null;
  return runtime !== undefined && exists(`${runtime}/bus`) ? null : 'there is no session bus to reach one by';
}

/** The worst state where it is seen while the window is not. On a system without a tray: a line in the log, and nothing. */
export function createTray(roads: TrayRoads, log: Log, noTray: string | null = whyNoTray()): DeskTray {
  if (noTray !== null) {
    log.info(`No tray here: ${noTray}`);
    return { show: () => {} };
  }
  let tray: Tray | null = null;
  let failed = false;
  const made = (state: Badge): Tray | null => {
    if (tray !== null || failed) return tray;
    try {
      tray = new Tray(iconOf(state));
      tray.on('click', () => roads.open(null));
    } catch (error) {
      failed = true;
      log.info('No tray here: the system refused one', { error });
    }
    return tray;
  };
  return {
    show(worst) {
      const shown = made(worst.state);
      if (shown === null) return;
      shown.setImage(iconOf(worst.state));
      shown.setToolTip(`Release Command Center. ${worst.words}`);
      shown.setContextMenu(Menu.buildFromTemplate(trayMenu(worst, roads)));
    },
  };
}

/** The tray comes after the window: what is said within a second is drawn once, when the page has been painted. */
export function unhurried(tray: DeskTray): DeskTray {
  let latest: Worst | null = null;
  return {
    show(worst) {
      if (latest === null) {
        setTimeout(() => {
          if (latest !== null) tray.show(latest);
          latest = null;
        }, 1_000);
      }
      latest = worst;
    },
  };
}

function iconOf(state: Badge): Electron.NativeImage {
  const image = nativeImage.createFromBitmap(trayBitmap(state, size), { width: size, height: size });
  image.addRepresentation({ scaleFactor: 2, width: size * 2, height: size * 2, buffer: trayBitmap(state, size * 2) });
  return image;
}

/** What the tray offers: the state in words, each that needs a human, the window, the end. */
export function trayMenu({ words, waiting }: Pick<Worst, 'words' | 'waiting'>, { open, quit }: TrayRoads): MenuItemConstructorOptions[] {
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    { label: words, enabled: false },
    line,
    ...waiting.map(({ text, route }): MenuItemConstructorOptions => ({ label: text, click: () => open(route) })),
    ...(waiting.length === 0 ? [] : [line]),
    { label: 'Open Release Command Center', click: () => open(null) },
    { label: 'Quit', click: quit },
  ];
}
