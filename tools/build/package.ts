// `npm run package`: the desktop application, unpacked unless told otherwise (`npm run package -- --linux AppImage`).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installedElectron } from '../lib/electron.ts';
import { make } from './make.ts';

process.chdir(join(import.meta.dirname, '../..'));
const failures = await make();
for (const failure of failures) process.stderr.write(`${failure}\n`);
if (failures.length > 0 || !existsSync('out/main/index.js')) process.exit(1);

/** Electron that is here already is packed as it is; otherwise electron-builder fetches the version of package.json. */
function electronOptions(): string[] {
  const program = installedElectron();
  const folder = program?.replace(/\/Electron\.app\/.*$/, '') ?? null;
  const dist = folder === program && program ? dirname(program) : folder;
  if (!dist || !existsSync(join(dist, 'version'))) return [];
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  return [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`];
}

const cli = 'node_modules/electron-builder/cli.js';
const { status } = spawnSync(process.execPath, [cli, '--publish', 'never', ...process.argv.slice(2), ...electronOptions()], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
