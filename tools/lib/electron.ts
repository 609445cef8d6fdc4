import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const home = 'node_modules/electron';

function executable(folder: string): string | null {
  const names = ['electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron'];
  return names.map((name) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** Electron's program, if it is on this machine already: the folder of ELECTRON_OVERRIDE_DIST_PATH, or what the electron package fetched. */
export function installedElectron(): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder) return executable(folder);
  const wanted = join(home, 'path.txt');
  return existsSync(wanted) && existsSync(join(home, 'dist', readFileSync(wanted, 'utf8'))) ? executable(join(home, 'dist')) : null;
}

/** Lets the electron package fetch its program (about 110 MB), within `seconds`. Null when it cannot be had from here. */
export function fetchElectron(seconds: number): string | null {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] || !existsSync(join(home, 'install.js'))) return null;
  spawnSync(process.execPath, [join(home, 'install.js')], { stdio: 'ignore', timeout: seconds * 1_000 });
  return installedElectron();
}

/** Why no window can be opened here, or null where one can. */
export function noDisplay(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string | null {
  if (platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY']) return null;
  return 'there is no display (DISPLAY and WAYLAND_DISPLAY are not set)';
}
