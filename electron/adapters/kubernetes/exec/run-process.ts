import { spawn } from 'node:child_process';
import type { Clock } from '#core/ports/clock.ts';

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** With a terminal the process keeps our process group, so that it may read from it. */
  readonly terminal: boolean;
  readonly timeoutMs: number;
}

export type ProcessOutcome =
  | { readonly type: 'exited'; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly type: 'timed-out'; readonly stderr: string }
  | { readonly type: 'not-started'; readonly missing: boolean; readonly text: string };

const keptBytes = 1024 * 1024;

/** Runs a program to its end. Past `timeoutMs`, or when the signal fires, it and everything it started are killed. */
export async function runProcess(request: ProcessRequest, clock: Clock, signal: AbortSignal): Promise<ProcessOutcome> {
  const own = !request.terminal && process.platform !== 'win32';
  const child = spawn(request.command, [...request.args], {
    env: { ...request.env },
    stdio: [request.terminal ? 'inherit' : 'ignore', 'pipe', 'pipe'],
    detached: own,
    windowsHide: true,
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const done = new AbortController();
  const ended = new Promise<ProcessOutcome>((resolve) => {
    child.once('error', (error) =>
      resolve({ type: 'not-started', missing: 'code' in error && error.code === 'ENOENT', text: error.message }),
    );
    // A grandchild may hold the pipes open for ever: the process's own end counts, a moment is left for what it wrote.
    child.once('exit', (code) => {
      const finish = () => resolve({ type: 'exited', code, stdout: stdout(), stderr: stderr() });
      child.once('close', finish);
      void clock.sleep(1_000, done.signal).then(finish);
    });
  });
  const late = clock
    .sleep(request.timeoutMs, AbortSignal.any([signal, done.signal]))
    .then((): ProcessOutcome => ({ type: 'timed-out', stderr: stderr() }));
  const outcome = await Promise.race([ended, late]);
  done.abort();
  if (child.pid !== undefined && outcome.type === 'timed-out') kill(child.pid, own);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return outcome;
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (size < keptBytes) chunks.push(chunk);
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function kill(pid: number, group: boolean): void {
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    else process.kill(group ? -pid : pid, 'SIGKILL');
  } catch {
    // It ended between the deadline and here.
  }
}
