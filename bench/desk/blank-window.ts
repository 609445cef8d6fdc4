import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Not a module of ours: Electron is there only within Electron. Nothing is awaited: it is not ready before its first module has ended. */
const program = `
import { app, BrowserWindow } from 'electron';

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setPath('userData', import.meta.dirname);
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    backgroundColor: '#0e1116',
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, spellcheck: false },
  });
  window.once('ready-to-show', () => {
    window.show();
    process.stdout.write(Date.now() + '\\n');
  });
  return window.loadURL('about:blank');
});
`;

/**
 * The baseline of what a window costs: an app of one empty window, of the desk's size and locks, and nothing else. It prints
 * the epoch milliseconds at which the window was ready to be shown, that is painted. Written into `folder`; the path to start.
 */
export function writeBlankApp(folder: string): string {
  const path = join(folder, 'blank-window.mjs');
  writeFileSync(path, program);
  return path;
}
