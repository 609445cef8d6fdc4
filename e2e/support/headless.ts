import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from '@playwright/test';
import { controlPlane } from './control-plane.ts';

export interface HostOptions {
  /** The user to be. Default: `conductor` of the control plane; without one, no context. */
  readonly context?: string;
  /** Default: the control plane's. null: none is named, and `env` says where the desk looks. */
  readonly kubeconfig?: string | null;
  /** Default: a new folder. */
  readonly home?: string;
  /** Further flags, for example `--prometheus URL`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningServe {
  /** `http://127.0.0.1:PORT/?token=…` */
  readonly address: string;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly home: string;
  readonly process: ChildProcess;
  /** What it said on stderr so far. */
  said(): string;
  stop(): Promise<void>;
}

/** Flags that every host understands. */
export function hostFlags(options: HostOptions, home: string): string[] {
  // In the sandbox the world is the sandbox's, and its own current context the user.
  const plane = options.args?.includes('--sandbox') || options.kubeconfig === null ? null : controlPlane();
  const kubeconfig = options.kubeconfig ?? plane?.kubeconfig;
  const context = options.context ?? (options.kubeconfig === undefined && kubeconfig !== undefined ? 'conductor' : undefined);
  return [
    '--home',
    home,
    ...(kubeconfig === undefined || kubeconfig === null ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--context', context]),
    ...(options.args ?? []),
  ];
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'rcc-home-'));
}

/** `rcc serve` as built, on a free port. Resolves when it has printed its address. */
export async function startServe(options: HostOptions = {}): Promise<RunningServe> {
  const home = options.home ?? newHome();
  const child = spawn(process.execPath, ['out/cli/index.js', 'serve', ...hostFlags(options, home)], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const gone = once(child, 'exit');
  const address = await Promise.race([once(createInterface(child.stdout), 'line').then(([line]) => String(line)), gone.then(() => null)]);
  if (address === null) throw new Error(`rcc serve ended with ${child.exitCode} before it printed an address:\n${said}`);
  return {
    address,
    origin: new URL(address).origin,
    home,
    process: child,
    said: () => said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      // A test may have failed while it held the process still: then it hears nothing until it goes on.
      child.kill('SIGCONT');
      await gone;
    },
  };
}

/** The desk in a browser, its address opened. */
export async function launchHeadless(browser: Browser, options: HostOptions = {}): Promise<RunningServe & { page: Page }> {
  const serving = await startServe(options);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(serving.address);
  return {
    ...serving,
    page,
    async stop() {
      await context.close();
      await serving.stop();
    },
  };
}
