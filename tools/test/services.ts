import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Something that runs beside the tests and must not outlive them. */
export interface Service<T> {
  readonly value: T;
  stop(): Promise<void>;
}

const Ready = z.object({ kubeconfig: z.string() });

function stopper(child: ChildProcess): () => Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const last = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(last);
  };
}

/** The first line a child writes to `stream`; rejects when it ends before, or after `seconds`. */
function firstLine(child: ChildProcess, stream: NodeJS.ReadableStream, seconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`said nothing for ${seconds} s`)), seconds * 1_000);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
    createInterface({ input: stream }).once('line', (line) => {
      clearTimeout(late);
      resolve(line);
    });
  });
}

/** One control plane for the whole run. `value` is the JSON line it printed and the kubeconfig in it. */
export async function startControlPlane(program: string): Promise<Service<{ line: string; kubeconfig: string }>> {
  const dir = mkdtempSync(join(tmpdir(), 'rcc-control-plane-'));
  const child = spawn(program, ['run', '--dir', dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stopChild = stopper(child);
  const stop = async () => {
    await stopChild();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const line = await firstLine(child, child.stdout, 120);
    return { value: { line, kubeconfig: Ready.parse(JSON.parse(line)).kubeconfig }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The sandbox as it was built, as a process of its own. It ends with this one, however that ends. `value` is its kubeconfig. */
export async function startSandbox(scenario: string): Promise<Service<string>> {
  const child = spawn(process.execPath, ['out/sandbox/index.js', '--scenario', scenario, '--until-input-ends'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const stop = stopper(child);
  try {
    return { value: Ready.parse(JSON.parse(await firstLine(child, child.stdout, 60))).kubeconfig, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A screen for the desktop tests where the machine has none. `value` is for DISPLAY. */
export async function startDisplay(): Promise<Service<string>> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = child.stdio[3];
  if (!pipe || !('read' in pipe)) throw new Error('Xvfb has no channel to say its number on');
  return { value: `:${(await firstLine(child, pipe, 20)).trim()}`, stop: stopper(child) };
}
