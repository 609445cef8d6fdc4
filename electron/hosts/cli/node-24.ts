import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

// Runs on whatever Node a machine has, 20 or later: nothing of ours is imported here but what Node 20 has.
const oldest = 24;

/** Whether this process is new enough for the desk's own SQLite and the rest. */
export function isNewEnough(version: string = process.versions.node): boolean {
  return Number(version.split('.')[0]) >= oldest;
}

/** The Node 24 that npm installed in a folder above `from`, for this platform; null: none is there. */
export function findNode24(from: string): string | null {
  const name = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    for (const packageName of [`node-${name}`, `node-bin-${name}`]) {
      const node = join(folder, 'node_modules', packageName, file);
      if (existsSync(node)) return node;
    }
  }
  return null;
}

/** What a machine without one is told, in one line. */
export function missingNode24(version: string): string {
  return `rcc: this needs Node 24, and node ${version} is what there is. npm ci installs Node 24 beside rcc unless optional dependencies are left out.\n`;
}

/** Runs the same command line on `node` and becomes it as far as one process can: same terminal, same signals, same end. */
export function become(node: string, argv: readonly string[] = process.argv.slice(1)): ChildProcess {
  // The fourth channel closes when this process dies, even by kill -9, and then the child stops too.
  const child = spawn(node, argv, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  child.on('error', (error) => {
    process.stderr.write(`rcc: ${error.message}\n`);
    process.exit(70);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 70) : 128 + constants.signals[signal]));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to both; passing it on would be a second one.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  return child;
}

/** The other side of `become`: ends with whoever started this. A launcher that listens already is left alone. */
export function endWithStarter(): void {
  if (process.channel === undefined || process.listenerCount('disconnect') > 0) return;
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
