import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The built program: what is tested is what is shipped. RCC_TEST_CLI names another build of it. */
export const builtRcc = process.env['RCC_TEST_CLI'] ?? join(import.meta.dirname, '../../../../out/cli/index.js');

export function isBuilt(): boolean {
  return existsSync(builtRcc);
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built program with an environment of its own: nothing of the machine's kubeconfig or home reaches it. */
export function startRcc(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const path = process.env['PATH'] ?? '';
  return spawn(process.execPath, [builtRcc, ...args], { env: { PATH: path, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs it to its end. */
export function runRcc(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = startRcc(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
