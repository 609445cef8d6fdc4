import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, chromium, type Page } from '@playwright/test';
import { writeBlankApp } from './blank-window.ts';
import { asRoot, browserProgram, electronProgram, newFolder } from './screen.ts';

const root = join(import.meta.dirname, '../..');

/** A page in a browser or a window of Electron. */
export interface OpenPage {
  readonly page: Page;
  /** Records what the browser's threads do while `run` runs; the trace's JSON. */
  traced(run: () => Promise<void>): Promise<string>;
  close(): Promise<void>;
}

const size = { width: 1280, height: 800 };
/** A busy machine makes the figures bad, it does not end the run. */
const patienceMs = 120_000;
/** Tasks of threads as DevTools draws them, and nothing beside: tracing itself must not become the work. */
const categories = ['disabled-by-default-devtools.timeline', 'toplevel', '__metadata'];

async function openElectron(args: readonly string[], env: NodeJS.ProcessEnv): Promise<OpenPage> {
  const app = await _electron.launch({
    executablePath: electronProgram(),
    args: [...asRoot, ...args],
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(patienceMs);
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setContentSize(width, height);
  }, size);
  return {
    page,
    async traced(run) {
      await app.evaluate(
        ({ contentTracing }, included) => contentTracing.startRecording({ included_categories: [...included] }),
        categories,
      );
      await run();
      const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
      const text = await readFile(file, 'utf8');
      await rm(file, { force: true });
      return text;
    },
    close: () => app.close(),
  };
}

async function openChromium(address: string): Promise<OpenPage> {
  const browser = await chromium.launch({ executablePath: browserProgram(), args: [...asRoot] });
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(patienceMs);
  await page.goto(address);
  return {
    page,
    async traced(run) {
      await browser.startTracing(page, { categories });
      await run();
      return (await browser.stopTracing()).toString('utf8');
    },
    close: () => browser.close(),
  };
}

/** A host of the desk, and the same browser without the desk. */
export interface Host {
  readonly name: string;
  open(kubeconfig: string): Promise<OpenPage>;
  openBlank(): Promise<OpenPage>;
}

/** The desktop as built. `env` names its screen. */
export const desktop = (env: NodeJS.ProcessEnv): Host => ({
  name: 'desktop',
  async open(kubeconfig) {
    const home = newFolder();
    const opened = await openElectron([root, '--home', home.path, '--kubeconfig', kubeconfig, '--context', 'admin'], env);
    return { ...opened, close: () => opened.close().then(home.remove) };
  },
  async openBlank() {
    const home = newFolder();
    const opened = await openElectron([writeBlankApp(home.path)], env);
    return { ...opened, close: () => opened.close().then(home.remove) };
  },
});

/** `rcc serve` as built, in a browser without a screen. */
export const inBrowser: Host = {
  name: 'browser',
  async open(kubeconfig) {
    const home = newFolder();
    const flags = ['--home', home.path, '--kubeconfig', kubeconfig, '--context', 'admin'];
    const host = spawn(process.execPath, [join(root, 'out/cli/index.js'), 'serve', ...flags], { stdio: ['ignore', 'pipe', 'ignore'] });
    const gone = once(host, 'exit');
    const [address] = await once(createInterface(host.stdout), 'line');
    const opened = await openChromium(String(address));
    return {
      ...opened,
      async close() {
        await opened.close();
        host.kill('SIGTERM');
        await gone;
        home.remove();
      },
    };
  },
  openBlank: () => openChromium('about:blank'),
};
