// `npm start`: the sandbox and the desktop, or the browser desk where there is no Electron or no display. Arguments are passed
// on; one that names the real world (--kubeconfig, --context) means the real world.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { make } from '../build/make.ts';
import { fetchElectron, installedElectron, noDisplay } from '../lib/electron.ts';
import { whenOrphaned } from '../lib/orphan.ts';

const asked = process.argv.slice(2);
const real = asked.some((arg) => /^--(kubeconfig|context|sandbox)(=|$)/.test(arg));
const args = [...(real ? [] : ['--sandbox']), ...asked.filter((arg) => arg !== '--browser')];
const say = (line: string) => process.stderr.write(`${line}\n`);
process.chdir(join(import.meta.dirname, '../..'));

whenOrphaned(() => process.kill(process.pid, 'SIGTERM'));

/** Runs a program in this terminal until it ends; resolves with its exit code and how long it lived. */
function run(program: string, programArgs: readonly string[]): Promise<{ code: number; seconds: number }> {
  const started = performance.now();
  const child = spawn(program, programArgs, { stdio: 'inherit' });
  const passOn = (signal: NodeJS.Signals) => {
    // A terminal sends Ctrl-C to the child as well.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((resolve) => {
    const end = (code: number) => {
      for (const signal of signals) process.off(signal, passOn);
      resolve({ code, seconds: (performance.now() - started) / 1_000 });
    };
    child.on('error', (error) => {
      say(error.message);
      end(127);
    });
    child.on('exit', (code, signal) => end(signal === null ? (code ?? 0) : 128 + constants.signals[signal]));
  });
}

/** Electron's program, or why the desktop cannot be opened. */
function desktop(): { electron: string } | { why: string } {
  if (asked.includes('--browser')) return { why: '--browser was given' };
  if (!existsSync('out/main/index.js')) return { why: 'the desktop is not built' };
  const why = noDisplay();
  if (why) return { why };
  const here = installedElectron();
  if (here) return { electron: here };
  say('Fetching Electron, once.');
  const fetched = fetchElectron(90);
  return fetched
    ? { electron: fetched }
    : { why: 'Electron is not here and could not be fetched (ELECTRON_OVERRIDE_DIST_PATH names a folder that has it)' };
}

async function openDesktop(electron: string): Promise<{ code: number } | { why: string }> {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (isRoot) say('Electron runs without its sandbox, because this is root.');
  const { code, seconds } = await run(electron, [...(isRoot ? ['--no-sandbox'] : []), '.', ...args]);
  // A missing system library or a display that refuses shows within the first seconds; a desk that was used does not end so.
  const didNotOpen = code > 0 && code < 128 && code !== 2 && code !== 64 && seconds < 5;
  return didNotOpen ? { why: `Electron stopped at once (exit ${code})` } : { code };
}

const failures = await make();
if (failures.length > 0) {
  for (const failure of failures) say(failure);
  process.exit(70);
}
const choice = desktop();
const outcome = 'electron' in choice ? await openDesktop(choice.electron) : choice;
if ('code' in outcome) {
  process.exitCode = outcome.code;
} else {
  say(`Opening the browser desk: ${outcome.why}.`);
  const { code } = await run(process.execPath, ['tools/rcc/bin/rcc.js', 'serve', ...args]);
  process.exitCode = code;
}
