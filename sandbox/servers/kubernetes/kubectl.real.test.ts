import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createSimClock } from '../../clock/create-sim-clock.ts';
import { createObjectStore } from '../../store/memory-store.ts';
import { namespaces } from '../../store/resources.ts';
import { startKubernetesServer } from './start-kubernetes-server.ts';
import { deployment, rollout } from './testing/parity/objects.ts';

const ready = process.env['RCC_TEST_CONTROL_PLANE_READY'];
const Ready = z.object({ assets: z.string() });

describe.skipIf(!ready)('the real kubectl (RCC_TEST_CONTROL_PLANE_READY) on the sandbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-kubectl-'));
  const clock = createSimClock();
  let program = '';
  let stop: (() => Promise<void>) | undefined;
  const env = { ...process.env, KUBECONFIG: join(folder, 'kubeconfig'), HOME: folder, KUBECACHEDIR: join(folder, 'cache') };

  function kubectl(...args: string[]): Promise<string> {
    return new Promise((resolve) => {
      execFile(program, args, { env, timeout: 20_000 }, (error, stdout, stderr) =>
        resolve(`${stdout}${stderr}${error ? `exit ${String(error.code)}\n` : ''}`),
      );
    });
  }

  beforeAll(async () => {
    program = join(Ready.parse(JSON.parse(ready ?? '')).assets, 'kubectl');
    const store = createObjectStore({ now: clock.now });
    store.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' }, status: { phase: 'Active' } });
    const server = await startKubernetesServer({ store, clock });
    stop = server.stop;
    writeFileSync(join(folder, 'kubeconfig'), server.kubeconfig('shop'));
    writeFileSync(join(folder, 'web.json'), JSON.stringify(deployment('web', { replicas: 2 })));
    writeFileSync(join(folder, 'payments.json'), JSON.stringify(rollout('payments', { replicas: 3 })));
  });

  afterAll(async () => {
    await stop?.();
    clock.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks for the version and the resources', async () => {
    expect(await kubectl('version')).toContain('Server Version: v1.33');
    const resources = await kubectl('api-resources');
    for (const kind of ['Rollout', 'Deployment', 'HTTPRoute', 'VirtualService', 'AnalysisRun']) expect(resources).toContain(kind);
  });

  it('applies from the client, tells what changed, applies again', async () => {
    expect(await kubectl('apply', '-f', join(folder, 'web.json'), '-f', join(folder, 'payments.json'))).toBe(
      'deployment.apps/web created\nrollout.argoproj.io/payments created\n',
    );
    expect(await kubectl('apply', '-f', join(folder, 'web.json'))).toBe('deployment.apps/web unchanged\n');
    writeFileSync(join(folder, 'web.json'), JSON.stringify(deployment('web', { replicas: 4 })));
    expect(await kubectl('apply', '-f', join(folder, 'web.json'), '--dry-run=server')).toBe(
      'deployment.apps/web configured (server dry run)\n',
    );
    expect(await kubectl('apply', '-f', join(folder, 'web.json'))).toBe('deployment.apps/web configured\n');
  });

  it('applies on the server, and hears of conflicts', async () => {
    writeFileSync(join(folder, 'theirs.json'), JSON.stringify(rollout('payments', { replicas: 5 })));
    expect(await kubectl('apply', '-f', join(folder, 'theirs.json'), '--server-side', '--field-manager=ci')).toMatch(
      /Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using argoproj.io\/v1alpha1: .spec.replicas/,
    );
    const forced = await kubectl('apply', '-f', join(folder, 'theirs.json'), '--server-side', '--field-manager=ci', '--force-conflicts');
    expect(forced).toBe('rollout.argoproj.io/payments serverside-applied\n');
  });

  it('refuses a misspelt field', async () => {
    writeFileSync(join(folder, 'wrong.json'), JSON.stringify(rollout('wrong', { replica: 5 })));
    expect(await kubectl('apply', '-f', join(folder, 'wrong.json'))).toContain('strict decoding error: unknown field "spec.replica"');
  });

  it('gets in every form', async () => {
    expect(await kubectl('get', 'rollouts')).toMatch(/^NAME +DESIRED +CURRENT +UP-TO-DATE +AVAILABLE +AGE\npayments +5/);
    expect(await kubectl('get', 'deploy', 'web', '-o', 'wide')).toMatch(
      /READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR\nweb +0\/4/,
    );
    expect(await kubectl('get', 'ro', 'payments', '-o', 'jsonpath={.spec.replicas}')).toBe('5');
    expect(await kubectl('get', 'ro', 'payments', '-o', 'yaml')).toContain('kind: Rollout');
    expect(JSON.parse(await kubectl('get', 'deploy,ro', '-o', 'json'))).toMatchObject({
      items: [{ kind: 'Deployment' }, { kind: 'Rollout' }],
    });
    expect(await kubectl('get', 'nothings')).toContain(`error: the server doesn't have a resource type "nothings"`);
    expect(await kubectl('get', 'ro', 'nobody')).toContain('Error from server (NotFound): rollouts.argoproj.io "nobody" not found');
  });

  it('patches, scales, labels, describes, explains', async () => {
    expect(await kubectl('patch', 'ro', 'payments', '--type=merge', '-p', '{"spec":{"replicas":6}}')).toBe(
      'rollout.argoproj.io/payments patched\n',
    );
    expect(await kubectl('patch', 'ro', 'payments', '-p', '{}')).toContain(
      'application/strategic-merge-patch+json is not supported by argoproj.io/v1alpha1, Kind=Rollout',
    );
    const image = '{"spec":{"template":{"spec":{"containers":[{"name":"main","image":"i:2"}]}}}}';
    expect(await kubectl('patch', 'deploy', 'web', '-p', image)).toBe('deployment.apps/web patched\n');
    expect(await kubectl('patch', 'ro', 'payments', '--subresource=status', '--type=merge', '-p', '{"status":{"abort":true}}')).toContain(
      'patched',
    );
    expect(await kubectl('scale', 'deploy/web', '--replicas=7')).toBe('deployment.apps/web scaled\n');
    expect(await kubectl('scale', 'ro/payments', '--replicas=2')).toBe('rollout.argoproj.io/payments scaled\n');
    expect(await kubectl('set', 'image', 'deploy/web', 'main=i:3')).toBe('deployment.apps/web image updated\n');
    expect(await kubectl('label', 'deploy', 'web', 'tier=gold')).toBe('deployment.apps/web labeled\n');
    expect(await kubectl('describe', 'deploy', 'web')).toMatch(/Replicas: +7 desired[\s\S]*Image: +i:3/);
    expect(await kubectl('describe', 'ro', 'payments')).toMatch(/Kind: +Rollout[\s\S]*Abort: +true/);
    expect(await kubectl('explain', 'rollout.spec.strategy.canary.steps')).toContain('setWeight\t<integer>');
  });

  it('asks what it may', async () => {
    expect(await kubectl('auth', 'can-i', 'patch', 'rollouts', '--subresource=status', '--context=responder')).toBe('yes\n');
    expect(await kubectl('auth', 'can-i', 'patch', 'rollouts', '--context=responder')).toBe('no\nexit 1\n');
    expect(await kubectl('auth', 'whoami', '--context=on-call')).toMatch(/Username +on-call/);
    expect(await kubectl('auth', 'can-i', '--list', '--context=viewer')).toContain('*.argoproj.io');
    expect(await kubectl('delete', 'ro', 'payments', '--context=conductor')).toContain(
      'User "conductor" cannot delete resource "rollouts" in API group "argoproj.io" in the namespace "shop"',
    );
  });

  it('creates, follows, waits, deletes', async () => {
    const following = spawn(program, ['get', 'configmaps', '-w'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let seen = '';
    following.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    await kubectl('create', 'configmap', 'notes', '--from-literal=a=1');
    await vi.waitFor(() => expect(seen).toMatch(/NAME +DATA +AGE\nnotes +1/), { timeout: 15_000 });
    expect(await kubectl('wait', '--for=jsonpath={.data.a}=1', 'configmap/notes', '--timeout=5s')).toBe('configmap/notes condition met\n');
    following.kill();
    expect(await kubectl('create', 'namespace', 'late')).toBe('namespace/late created\n');
    expect(await kubectl('create', 'deployment', 'quick', '--image=i:1')).toBe('deployment.apps/quick created\n');
    expect(await kubectl('events')).toContain('No events found in shop namespace.');
    expect(await kubectl('delete', 'deploy/quick', 'deploy/web', 'ro/payments', 'cm/notes')).toMatch(
      /"quick" deleted[\s\S]*"payments" deleted/,
    );
    expect(await kubectl('delete', 'namespace', 'late')).toContain('namespace "late" deleted');
    expect(await kubectl('get', 'all')).toContain('No resources found in shop namespace.');
  });
});
