import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApi, adminApi } from '../support/admin-api.ts';
import { controlPlane } from '../support/control-plane.ts';
import { plainHttpProxy } from '../support/plain-http-proxy.ts';
import { rccIsBuilt } from '../support/rcc.ts';
import { waitingCanary } from '../support/rollout-scene.ts';
import { parseStrace, straceArguments, whyNotDurableFirst } from '../support/strace-order.ts';

const plane = controlPlane();
const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
const rcc = join(import.meta.dirname, '../../out/cli/index.js');

describe.skipIf(plane === null || !hasStrace || !rccIsBuilt())('a rollback, watched by strace', () => {
  let api: AdminApi;
  let namespace: { name: string; remove(): Promise<void> };
  let proxy: Awaited<ReturnType<typeof plainHttpProxy>>;

  beforeAll(async () => {
    api = adminApi(plane?.kubeconfig ?? '');
    namespace = await api.namespace('strace');
    proxy = await plainHttpProxy(plane?.kubeconfig ?? '');
  });
  afterAll(async () => {
    await proxy.stop();
    await namespace.remove();
  });

  it("the intent's fsync has returned before the first byte of the PATCH is written", async () => {
    const scene = await waitingCanary(api, namespace.name);
    const home = mkdtempSync(join(tmpdir(), 'rcc-strace-'));
    const trace = join(home, 'trace');
    const reason = 'the reason only this intent has';
    const args = [
      'rollback',
      'run',
      scene.name,
      '-n',
      scene.namespace,
      '--reason',
      reason,
      '--home',
      home,
      '--kubeconfig',
      proxy.kubeconfig,
    ];
    const child = spawn('strace', [...straceArguments(trace), process.execPath, rcc, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(code, said).toBe(0);

    const calls = parseStrace(readFileSync(trace, 'utf8'));
    // The plan asks with dryRun=All first, which changes nothing: the request meant here is the one that does.
    const sends = (call: { args: string }) =>
      /PATCH \/apis\/argoproj\.io\/\S+\/status(\?| )/.test(call.args) && !call.args.includes('dryRun');
    expect(whyNotDurableFirst(calls, { log: /audit\.db-wal$/, intent: reason, sends })).toBeNull();
  });
});
