import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Env } from './host-options.ts';

const folder = 'release-command-center';

/** Where state lives: --home, else RCC_HOME, else the platform's application-data folder. Absolute; not created yet. */
export function homePath(
  option: string | null,
  env: Env,
  platform: NodeJS.Platform = process.platform,
  homeDir: string = homedir(),
): string {
  const said = option ?? env['RCC_HOME'];
  if (said !== undefined && said !== '') return resolve(said);
  if (platform === 'darwin') return join(homeDir, 'Library', 'Application Support', folder);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homeDir, 'AppData', 'Roaming'), folder);
  return join(env['XDG_DATA_HOME'] || join(homeDir, '.local', 'share'), folder);
}
