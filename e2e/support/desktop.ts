import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { type HostOptions, hostFlags, newHome } from './headless.ts';

/** Electron's folder on this machine, or null: then there is no desktop to test. */
export function electronFolder(): string | null {
  return process.env['RCC_TEST_ELECTRON'] || null;
}

export interface RunningDesktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  stop(): Promise<void>;
}

export function electronProgram(): string {
  const folder = electronFolder();
  if (folder === null) throw new Error('RCC_TEST_ELECTRON names no folder');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/** What Electron is started with: root has no sandbox of the system's to offer. */
export function electronArguments(options: HostOptions, home: string): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...asRoot, process.cwd(), ...hostFlags(options, home)];
}

/** The desktop as built, its window open. */
export async function launchDesktop(options: HostOptions = {}): Promise<RunningDesktop> {
  const home = options.home ?? newHome();
  const app = await _electron.launch({
    executablePath: electronProgram(),
    args: electronArguments(options, home),
    env: { ...definedEnv(), ...options.env },
  });
  const page = await app.firstWindow();
  return { app: askedAgain(app), page, home, stop: () => app.close() };
}

/**
 * What is run in the main process is run again when its answer was lost: V8's inspector holds what it awaits only weakly, and in
 * Electron's main process a collection may come first (microsoft/playwright#33737). So what is run there must bear being run twice.
 */
function askedAgain(app: ElectronApplication): ElectronApplication {
  return new Proxy(app, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]) =>
        name === 'evaluate' ? again(() => Reflect.apply(member, target, values)) : Reflect.apply(member, target, values);
    },
  });
}

async function again<T>(ask: () => Promise<T>): Promise<T> {
  // By the clock and not by the count: right after a start it happens every 10 ms until the collector has caught up.
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > until || !String(error).includes('promise was garbage collected')) throw error;
    }
  }
}

export function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
