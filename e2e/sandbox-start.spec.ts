import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectLiveCanary, expectPractice } from './support/sandbox-screens.ts';

const house = resolve(import.meta.dirname, '..');
const generated = new Set(['node_modules', 'out', 'dist', '.git', 'coverage', 'test-results', 'playwright-report']);

/** The house as after `git clone && npm ci`: nothing built. */
function freshClone(): string {
  const clone = mkdtempSync(join(tmpdir(), 'rcc-clone-'));
  cpSync(house, clone, { recursive: true, filter: (path) => !generated.has(basename(path)) });
  symlinkSync(join(house, 'node_modules'), join(clone, 'node_modules'));
  return clone;
}

interface Started {
  /** Of the desk, with its token. */
  readonly address: string;
  readonly keystroke: number;
  said(): string;
  /** Ctrl-C: the terminal sends it to all of them. Resolves when `npm start` has ended. */
  interrupt(): Promise<void>;
  /** Whether anything it started still runs. */
  leavesSomething(): boolean;
  end(): void;
}

function signalAll({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-(pid ?? 0), signal);
  } catch {
    return false;
  }
}

async function npmStart(clone: string, home: string): Promise<Started> {
  const keystroke = performance.now();
  const env = { ...process.env, RCC_HOME: home };
  // A group of its own, as a terminal makes one.
  const child = spawn('npm', ['start', '--', '--browser'], { cwd: clone, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const gone = once(child, 'exit');
  const address = await new Promise<string>((found, failed) => {
    void gone.then(() => failed(new Error(`npm start ended:\n${said}`)));
    const read = (text: string) => {
      said += text;
      const url = /^http:\/\/127\.0\.0\.1:\d+\/\?token=\S+$/m.exec(said)?.[0];
      if (url !== undefined) found(url);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
  });
  return {
    address,
    keystroke,
    said: () => said,
    async interrupt() {
      signalAll(child, 'SIGINT');
      await gone;
    },
    leavesSomething: () => signalAll(child, 0),
    end: () => void signalAll(child, 'SIGKILL'),
  };
}

async function secondsToCanary(page: Page, { address, keystroke }: Started): Promise<number> {
  await page.goto(address);
  await expectLiveCanary(page);
  return (performance.now() - keystroke) / 1_000;
}

test.skip(process.platform === 'win32', 'process groups are what ends it');

test('from npm start in a fresh clone to a live canary; Ctrl-C ends all of it, and a second start does not collide', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const clone = freshClone();
  const home = mkdtempSync(join(tmpdir(), 'rcc-home-'));
  const started: Started[] = [];
  const start = async () => {
    const one = await npmStart(clone, home);
    started.push(one);
    return { one, page: await browser.newPage() };
  };
  try {
    const first = await start();
    expect(first.one.said()).toMatch(/Building[\s\S]*Opening the browser desk/);
    const unbuilt = await secondsToCanary(first.page, first.one);
    console.log(`From npm start in a fresh clone to the live canary: ${unbuilt.toFixed(1)} s.`);
    expect(unbuilt).toBeLessThan(60);
    await expectPractice(first.page);

    const second = await start();
    const built = await secondsToCanary(second.page, second.one);
    console.log(`From npm start to the live canary, when built: ${built.toFixed(1)} s.`);
    expect(new URL(second.one.address).port).not.toBe(new URL(first.one.address).port);

    for (const { one } of [first, second]) {
      await one.interrupt();
      await expect.poll(one.leavesSomething).toBe(false);
    }
    expect(existsSync(join(home, 'sandbox'))).toBe(true);
  } finally {
    for (const one of started) one.end();
    for (const folder of [clone, home]) rmSync(folder, { recursive: true, force: true });
  }
});
