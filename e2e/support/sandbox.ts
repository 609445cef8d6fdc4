import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SandboxReady } from '#shared/domain/connections/sandbox.ts';

const built = join(import.meta.dirname, '../../out/sandbox/index.js');

export const sandboxIsBuilt = (): boolean => existsSync(built);

/** The built sandbox, started but perhaps not ready. */
export interface SandboxChild {
  readonly process: ChildProcess;
  /** What it said on stderr so far. */
  said(): string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** The sandbox as a process. Its input stays open until `process.stdin` is ended. */
export function spawnSandbox(...args: readonly string[]): SandboxChild {
  const child = spawn(process.execPath, [built, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { process: child, said: () => said, ended: once(child, 'close').then(() => child.exitCode) };
}

export interface ReadySandbox extends SandboxChild {
  readonly ready: SandboxReady;
  stop(): Promise<void>;
}

/** A sandbox that has printed its line. Ends with this process, too. */
export async function startSandbox(...args: readonly string[]): Promise<ReadySandbox> {
  const sandbox = spawnSandbox('--until-input-ends', ...args);
  const { process: child, ended, said } = sandbox;
  if (child.stdout === null) throw new Error('it has no stdout');
  const line = await Promise.race([once(createInterface(child.stdout), 'line').then(([text]) => String(text)), ended.then(() => null)]);
  if (line === null) throw new Error(`the sandbox ended with ${child.exitCode}:\n${said()}`);
  return {
    ...sandbox,
    ready: SandboxReady.parse(JSON.parse(line)),
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
