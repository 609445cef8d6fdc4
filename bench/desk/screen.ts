import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';

/** Electron's folder: `electron` is in it. Without it there is no desktop to measure. */
export const electronVariable = 'RCC_TEST_ELECTRON';

export function electronProgram(): string {
  return join(process.env[electronVariable] ?? '', process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/** Root has no sandbox of the system's to offer. */
export const asRoot: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A Chromium on this machine; throws when there is none. */
export function browserProgram(): string {
  const found = [process.env['RCC_TEST_BROWSER'], '/usr/bin/chromium', chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
  if (found === undefined) throw new Error('No Chromium is here; set RCC_TEST_BROWSER to one.');
  return found;
}

/** A folder of this run's own, removed at the end of it. */
export function newFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'rcc-bench-desk-'));
  // Chromium's last process may still write for a moment.
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }) };
}

/** Runs with a screen: the machine's own, or Xvfb's for as long as it takes. */
export async function withScreen<T>(run: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return run(process.env);
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = child.stdio[3];
  if (!pipe || !('read' in pipe)) throw new Error('Xvfb has no channel to say its number on');
  try {
    const [number] = await once(createInterface({ input: pipe }), 'line');
    return await run({ ...process.env, DISPLAY: `:${number}` });
  } finally {
    child.kill('SIGTERM');
  }
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
