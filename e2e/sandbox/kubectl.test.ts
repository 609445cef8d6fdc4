import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type ReadySandbox, sandboxIsBuilt, startSandbox } from '../support/sandbox.ts';

const line = process.env['RCC_TEST_CONTROL_PLANE_READY'];
const assets = line ? z.object({ assets: z.string() }).parse(JSON.parse(line)).assets : null;
const missing = assets === null ? 'RCC_TEST_CONTROL_PLANE_READY names no folder with kubectl' : sandboxIsBuilt() ? null : 'it is not built';
if (missing !== null) process.stderr.write(`The real kubectl is not tried on the living sandbox: ${missing}.\n`);

const image = (tag: string) => `registry.example/shop/desk:${tag}`;
const desk = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'desk', namespace: 'shop' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'desk' } },
    template: { metadata: { labels: { app: 'desk' } }, spec: { containers: [{ name: 'main', image: image('1') }] } },
    strategy: { canary: { steps: [{ setWeight: 50 }, { pause: {} }] } },
  },
};

// What a server answers is compared beside it (sandbox/servers/kubernetes); here it is what comes of it, with controllers at work.
describe.skipIf(missing !== null)('the real kubectl and kubectl-argo-rollouts on the living sandbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-kubectl-'));
  let sandbox: ReadySandbox;
  let env: NodeJS.ProcessEnv = {};

  const run = (program: string, args: readonly string[]) =>
    new Promise<string>((resolve) => {
      execFile(join(assets ?? '', program), args, { env, timeout: 40_000 }, (error, stdout, stderr) =>
        resolve(`${stdout}${stderr}${error ? `exit ${String(error.code)}\n` : ''}`),
      );
    });
  const kubectl = (...args: readonly string[]) => run('kubectl', args);
  const plugin = (...args: readonly string[]) => run('kubectl-argo-rollouts', args);
  /** Starts a program that goes on printing, does `meanwhile` once it has printed what there was before, and waits until all it printed holds `wanted`. */
  async function follows(program: string, args: readonly string[], meanwhile: () => Promise<unknown>, wanted: RegExp): Promise<void> {
    const child = spawn(join(assets ?? '', program), args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let seen = '';
    child.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    try {
      // A follower that starts late lists what has happened already, and would never print the states between.
      await vi.waitFor(() => expect(seen).not.toBe(''), { timeout: 60_000 });
      await meanwhile();
      await vi.waitFor(() => expect(seen).toMatch(wanted), { timeout: 60_000 });
    } finally {
      child.kill();
    }
  }
  const phase = (wanted: string) => kubectl('wait', `--for=jsonpath={.status.phase}=${wanted}`, 'rollout/desk', '--timeout=30s');

  beforeAll(async () => {
    sandbox = await startSandbox('--scenario', 'healthy', '--speed', '3');
    env = { PATH: process.env['PATH'], KUBECONFIG: sandbox.ready.kubeconfig, HOME: folder };
    writeFileSync(join(folder, 'desk.json'), JSON.stringify(desk));
  });
  afterAll(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('see a shop at work', async () => {
    expect(await kubectl('version')).toContain('Server Version: v1.33');
    expect(await kubectl('get', 'deployments')).toMatch(/orders +4\/4 +4 +4/);
    expect(await kubectl('get', 'pods', '-o', 'wide', '-l', 'app=payments')).toMatch(/payments-\S+ +1\/1 +Running +0 .*node-\d/);
    expect(await kubectl('describe', 'rollout', 'catalog')).toMatch(/Events:[\s\S]*RolloutUpdated/);
    expect(await kubectl('get', 'all')).toMatch(/pod\/[\s\S]*deployment.apps\/[\s\S]*replicaset.apps\//);
    expect(await kubectl('auth', 'can-i', 'patch', 'rollouts/status', '--context=viewer')).toContain('no');
  });

  it('roll a Deployment, look back, undo it, restart it, scale it', async () => {
    expect(await kubectl('set', 'image', 'deployment/orders', 'orders=registry.example/shop/orders:9.0.0')).toContain('image updated');
    expect(await kubectl('rollout', 'status', 'deployment/orders', '--timeout=30s')).toMatch(
      /Waiting for deployment "orders" rollout to finish[\s\S]*successfully rolled out/,
    );
    expect(await kubectl('rollout', 'history', 'deployment/orders')).toMatch(/REVISION +CHANGE-CAUSE\n1 [\s\S]*\n2 [\s\S]*\n3 /);
    expect(await kubectl('rollout', 'undo', 'deployment/orders')).toBe('deployment.apps/orders rolled back\n');
    expect(await kubectl('rollout', 'status', 'deployment/orders', '--timeout=30s')).toContain('successfully rolled out');
    // The revision it went back to is the newest one now, as with the real controller.
    expect(await kubectl('rollout', 'history', 'deployment/orders')).toMatch(/\n1 [^\n]*\n3 [^\n]*\n4 [^\n]*\n\n$/);
    expect(await kubectl('rollout', 'restart', 'deployment/orders')).toBe('deployment.apps/orders restarted\n');
    expect(await kubectl('scale', 'deployment/orders', '--replicas=5')).toBe('deployment.apps/orders scaled\n');
    expect(await kubectl('rollout', 'status', 'deployment/orders', '--timeout=30s')).toContain('successfully rolled out');
    expect(await kubectl('wait', '--for=condition=Available', 'deployment/orders', '--timeout=20s')).toContain('condition met');
    expect(await kubectl('events', '--for=deployment/orders')).toContain('ScalingReplicaSet');
  });

  it('follow a new Rollout to its pause', async () => {
    expect(await kubectl('apply', '-f', join(folder, 'desk.json'))).toBe('rollout.argoproj.io/desk created\n');
    expect(await phase('Healthy')).toContain('condition met');
    const update = () => plugin('set', 'image', 'desk', `main=${image('2')}`);
    await follows('kubectl', ['get', 'pods', '-w', '-l', 'app=desk'], update, /Pending[\s\S]*0\/1 +ContainerCreating[\s\S]*1\/1 +Running/);
    expect(await phase('Paused')).toContain('condition met');
    expect(await plugin('status', 'desk', '--timeout', '1s')).toContain('Paused - CanaryPauseStep');
  });

  it('list, draw, watch and promote by the plugin', async () => {
    expect(await plugin('list', 'rollouts')).toMatch(/desk +Canary +Paused +1\/2 +50 +2\/2 +2 +1 +2/);
    expect(await plugin('get', 'rollout', 'desk', '--no-color')).toMatch(
      /SetWeight: +50[\s\S]*revision:2[\s\S]*canary[\s\S]*revision:1[\s\S]*stable/,
    );
    const watching = ['get', 'rollout', 'desk', '-w', '--no-color'];
    await follows('kubectl-argo-rollouts', watching, () => plugin('promote', 'desk'), /Status: +✔ Healthy/);
    expect(await plugin('status', 'desk', '--timeout', '30s')).toContain('Healthy');
  });

  it('undo, abort, retry, promote in full and restart by the plugin', async () => {
    expect(await plugin('undo', 'desk')).toBe("rollout 'desk' undo\n");
    expect(await phase('Paused')).toContain('condition met');
    expect(await plugin('get', 'rollout', 'desk', '--no-color')).toContain(`${image('1')} (canary)`);
    expect(await plugin('abort', 'desk')).toBe("rollout 'desk' aborted\n");
    expect(await phase('Degraded')).toContain('condition met');
    expect(await plugin('retry', 'rollout', 'desk')).toBe("rollout 'desk' retried\n");
    expect(await phase('Paused')).toContain('condition met');
    expect(await plugin('promote', '--full', 'desk')).toBe("rollout 'desk' fully promoted\n");
    expect(await plugin('status', 'desk', '--timeout', '30s')).toMatch(/Healthy\n$/);
    expect(await plugin('restart', 'desk')).toContain("rollout 'desk' restarts in 0s");
    await vi.waitFor(async () => expect(await kubectl('get', 'ro', 'desk', '-o', 'jsonpath={.status.restartedAt}')).toMatch(/^20/), {
      timeout: 20_000,
    });
    expect(await kubectl('delete', 'rollout', 'desk')).toContain('"desk" deleted');
    await vi.waitFor(async () => expect(await kubectl('get', 'pods,rs', '-l', 'app=desk')).toContain('No resources found'), {
      timeout: 20_000,
    });
    expect(sandbox.said()).toBe('');
  });
});
