import type { MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';

/** Only what the page cannot do itself: clipboard, zoom, full screen, quit. */
export function setMenu(packaged: boolean): void {
  const debugging: MenuItemConstructorOptions[] = packaged ? [] : [{ role: 'toggleDevTools' }];
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...debugging,
  ];
  const first: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [{ role: 'fileMenu' }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...first, { role: 'editMenu' }, { label: 'View', submenu: view }, { role: 'windowMenu' }]),
  );
}
