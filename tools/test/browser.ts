import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const packaged = '@sparticuz/chromium@153.0.0';

const say = (line: string) => process.stderr.write(`${line}\n`);
const runs = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
// Asked to run, not only found: Ubuntu's /usr/bin/chromium-browser is a script that asks for snap.
const onDisk = (): string | null => candidates.find((path) => existsSync(path) && runs(path)) ?? null;

function run(seconds: number, program: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: seconds * 1_000, ...options }).status === 0;
}

async function playwrightsOwn(): Promise<string | null> {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

function fromApt(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('Installing chromium with apt-get.');
  run(180, 'apt-get', ['update', '-qq']);
  run(420, 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return onDisk();
}

const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'release-command-center', 'browser');
const bare = join(folder, 'chromium');
const wrapped = join(folder, 'chromium-with-libraries');
const fetchedBefore = (): string | null => [bare, wrapped].find((path) => existsSync(path) && runs(path)) ?? null;

/** A Chromium from the npm registry, for Linux on x64: whole in one package, with the libraries a bare system lacks. */
function fromRegistry(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  if (!existsSync(bare)) {
    say(`Fetching ${packaged} from the npm registry, once.`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    if (!run(240, 'npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', packaged], { cwd: folder })) return null;
    // It unpacks into TMPDIR, and its libraries only where it takes the machine for a function host.
    const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
    const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
    if (!run(120, process.execPath, ['-e', unpack], { cwd: folder, env })) return null;
    writeFileSync(wrapped, `#!/bin/sh\nLD_LIBRARY_PATH="${folder}/al2023/lib" exec "${bare}" "$@"\n`);
    chmodSync(wrapped, 0o755);
  }
  return fetchedBefore();
}

/**
 * A Chromium for the end-to-end tests: the one RCC_TEST_BROWSER names, one on this machine, or one that is installed now
 * (by Playwright, by apt-get as root, from the npm registry). Null when none of these works.
 */
export async function findBrowser(): Promise<string | null> {
  const named = process.env['RCC_TEST_BROWSER'];
  if (named) return resolve(named);
  const here = onDisk() ?? (await playwrightsOwn()) ?? fetchedBefore();
  if (here) return here;
  say('No browser is here. Asking Playwright for one.');
  run(180, process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  return (await playwrightsOwn()) ?? fromApt() ?? fromRegistry();
}
