import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** A program that starts a Kubernetes control plane: `start --dir DIR` prints a JSON line with `kubeconfig`, `stop --dir DIR` ends it. */
export const controlPlaneVariable = 'RCC_TEST_CONTROL_PLANE';

const Ready = z.object({ kubeconfig: z.string() });

/**
 * An API server of this benchmark's own, with etcd, without the Rollouts controller: the benchmark writes the statuses itself,
 * so that a thousand Rollouts stand still until it moves them and nothing but the measured request is under way.
 */
export function startControlPlane(): { kubeconfig: string; stop(): void } {
  const program = process.env[controlPlaneVariable] ?? '';
  const dir = mkdtempSync(join(tmpdir(), 'rcc-bench-control-plane-'));
  const run = (...args: string[]) => execFileSync(program, [...args, '--dir', dir], { encoding: 'utf8' });
  const { kubeconfig } = Ready.parse(JSON.parse(run('start', '--no-argo')));
  return {
    kubeconfig,
    stop() {
      run('stop');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
