import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Ready = z.object({ kubeconfig: z.string() });

/** A cluster of so many Rollouts on the sandbox's API server. Nothing moves until it is told to. */
export interface Fleet {
  readonly kubeconfig: string;
  /** From now on so many watch events a second; 0: none. */
  move(eventsPerSecond: number): void;
  stop(): Promise<void>;
}

export async function startFleet(count: number): Promise<Fleet> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fleet-server.ts'), String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line').then(([text]) => String(text)), gone.then(() => null)]);
  if (line === null) throw new Error(`The fleet ended with ${child.exitCode} before it was ready.`);
  return {
    kubeconfig: Ready.parse(JSON.parse(line)).kubeconfig,
    move: (eventsPerSecond) => void child.stdin.write(`${eventsPerSecond}\n`),
    async stop() {
      child.stdin.end();
      await gone;
    },
  };
}
