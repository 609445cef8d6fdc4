import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Ready = z.object({ kubeconfig: z.string(), pids: z.object({ 'kube-apiserver': z.number() }) });

/** A control plane of one test's own, whose API server may be hurt. */
export interface OwnControlPlane {
  readonly kubeconfig: string;
  /** The API server stops answering; its connections stay open. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export async function startControlPlane(program: string): Promise<OwnControlPlane> {
  const dir = mkdtempSync(join(tmpdir(), 'rcc-own-control-plane-'));
  const child = spawn(program, ['run', '--dir', dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const { kubeconfig, pids } = Ready.parse(JSON.parse(await firstLine(child)));
  const server = pids['kube-apiserver'];
  return {
    kubeconfig,
    freeze: () => void process.kill(server, 'SIGSTOP'),
    thaw: () => void process.kill(server, 'SIGCONT'),
    async stop() {
      if (child.exitCode === null) process.kill(server, 'SIGCONT');
      child.kill('SIGTERM');
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the control plane ended with ${code} before it was ready`)));
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
  });
}
