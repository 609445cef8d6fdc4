import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import { SandboxReady } from '#shared/domain/connections/sandbox.ts';
import type { HostOptions } from './host-options.ts';

const readyWithinMs = 60_000;

/** A process of its own, however a host starts one. */
export interface SandboxProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  kill(): void;
  onExit(listener: (code: number | null) => void): void;
}

export interface RunningSandbox {
  readonly ready: SandboxReady;
  /** Resolves when it is gone. */
  stop(): Promise<void>;
}

/** Where the built sandbox stands, beside this host's own bundle; null when it is not built. */
export function findSandbox(from: string): string | null {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const program = join(folder, 'sandbox', 'index.js');
    if (existsSync(program) && folder.endsWith('out')) return program;
  }
  return null;
}

/** For hosts that are Node: a child that ends with us, because its input is our pipe. */
export function spawnSandbox(program: string, args: readonly string[]): SandboxProcess {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    kill: () => void child.kill('SIGTERM'),
    onExit: (listener) => void child.once('exit', listener),
  };
}

/** Waits for the one line it prints when it is ready. Errors: `invalid` with its own words when it ends instead, `unreachable` when it says nothing. */
export async function waitForSandbox(child: SandboxProcess): Promise<Result<RunningSandbox>> {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-8_192);
  });
  const gone = new Promise<null>((resolve) => child.onExit(() => resolve(null)));
  const late = AbortSignal.timeout(readyWithinMs);
  const line = await Promise.race([firstLine(child.stdout, late), gone]);
  if (line === null) {
    child.kill();
    const upstream = { source: 'sandbox', text: upstreamText(said) };
    return late.aborted
      ? fail('unreachable', 'The sandbox did not get ready within 60 s.', { upstream })
      : fail('invalid', 'The sandbox ended before it was ready.', { upstream, field: 'sandbox' });
  }
  const ready = SandboxReady.safeParse(parseLine(line));
  if (!ready.success) {
    child.kill();
    return fail('internal', 'The sandbox printed something else than its ready line.', {
      upstream: { source: 'sandbox', text: upstreamText(line) },
    });
  }
  child.stdout.resume();
  return ok({
    ready: ready.data,
    async stop() {
      child.kill();
      await gone;
    },
  });
}

/** The host's options with the sandbox as its world, and a home of its own: practice never mixes with the evidence of production. */
export function inSandbox(options: HostOptions, home: string, ready: SandboxReady): HostOptions {
  return {
    ...options,
    kubeconfigFiles: [ready.kubeconfig],
    prometheusUrl: ready.prometheus,
    home: join(home, 'sandbox'),
    sandboxControl: ready.control,
    release: options.release ?? ready.release,
    recordsHome: dirname(ready.release),
    github: { baseUrl: ready.github, tokenFile: ready.githubTokenFile },
  };
}

async function firstLine(stream: Readable, signal: AbortSignal): Promise<string | null> {
  let text = '';
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
