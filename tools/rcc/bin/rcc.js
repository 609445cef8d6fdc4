#!/usr/bin/env node
// Plain JavaScript for the Node that a machine happens to have (20 or later): finds Node 24 and starts the built rcc on it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const bundle = join(root, 'out/cli/index.js');
const isNewEnough = Number(process.versions.node.split('.')[0]) >= 24;

/** Exits with `code`: 70 stands for a fault of ours, as in every rcc verb. */
function stop(message, code = 70) {
  process.stderr.write(`rcc: ${message}\n`);
  process.exit(code);
}

/** The Node 24 that npm installed for this platform. */
function runtime() {
  if (isNewEnough) return process.execPath;
  const { resolve } = createRequire(join(root, 'tools/node-runtime/package.json'));
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const name = process.platform === 'win32' ? 'win' : process.platform;
  for (const packageName of [`node-${name}-${process.arch}`, `node-bin-${name}-${process.arch}`]) {
    try {
      return join(dirname(resolve(`${packageName}/package.json`)), file);
    } catch {
      // Not the package of this platform.
    }
  }
  return stop(
    `this needs Node 24, and node ${process.versions.node} is what there is. npm ci installs Node 24 for ${process.platform} ${process.arch} unless optional dependencies are left out.`,
  );
}

function build(node) {
  process.stderr.write('rcc: not built yet; building once.\n');
  const { status } = spawnSync(node, [join(root, 'tools/build/build.ts')], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0 || !existsSync(bundle)) stop('the build failed; its words are above.');
}

/** Runs the bundle in a child and becomes it as far as one process can: same terminal, same signals, same end. */
function become(node) {
  const args = [join(here, 'run.js'), ...process.argv.slice(2)];
  // The fourth channel closes when this process dies, even by kill -9, and then the child stops too.
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  child.on('error', (error) => stop(error.message));
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to both; passing it on would be a second one.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
}

const node = runtime();
if (!existsSync(bundle)) build(node);
if (isNewEnough) await import('./run.js');
else become(node);
