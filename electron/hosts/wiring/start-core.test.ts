import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createLocalClient } from '../transport/local-client.ts';
import { contextProblem } from './context-problem.ts';
import type { HostOptions } from './host-options.ts';
import { startCore } from './start-core.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const kubeconfig = `
apiVersion: v1
kind: Config
current-context: prod
clusters: [{ name: one, cluster: { server: https://127.0.0.1:1 } }]
users: [{ name: ann, user: { token: t } }]
contexts:
  - { name: prod, context: { cluster: one, user: ann } }
  - { name: stage, context: { cluster: one, user: ann } }
`;

function options(over: Partial<HostOptions> = {}): HostOptions {
  const home = mkdtempSync(join(tmpdir(), 'core-'));
  writeFileSync(join(home, 'kubeconfig'), kubeconfig);
  return {
    kubeconfigFiles: [join(home, 'kubeconfig')],
    context: null,
    prometheusUrl: null,
    home,
    sandboxControl: null,
    logLevel: 'silent',
    ...over,
  };
}

async function start(over: Partial<HostOptions> = {}) {
  const started = await startCore(options(over), {});
  if (!started.ok) throw new Error(started.error.message);
  stops.push(() => started.value.core.stop());
  return createLocalClient(started.value.core, { id: 'test', host: 'cli' });
}

describe('what a desk opens on', () => {
  const problem = async (over: Partial<HostOptions>) => {
    const said = options(over);
    const started = await startCore(said, {});
    if (!started.ok) throw new Error(started.error.message);
    stops.push(() => started.value.core.stop());
    return contextProblem(started.value.ports.clusters, said);
  };
  const broken = join(mkdtempSync(join(tmpdir(), 'broken-')), 'config');
  writeFileSync(broken, 'contexts: {');

  test('a kubeconfig, and the context that was named', async () => {
    expect(await problem({})).toBeNull();
    expect(await problem({ context: 'stage' })).toBeNull();
    expect(await problem({ context: 'stag' })).toMatchObject({ field: 'context', message: expect.stringContaining('prod, stage') });
  });

  test('not on nothing: it says what to set', async () => {
    const missing = await problem({ kubeconfigFiles: ['/nowhere/kubeconfig'] });
    expect(missing).toMatchObject({ kind: 'not-found', field: 'kubeconfig' });
  });

  test('a broken kubeconfig can be mended while it is open', async () => {
    expect(await problem({ kubeconfigFiles: [broken] })).toBeNull();
  });
});

describe('the core over the real world', () => {
  test("starts without a network and knows the kubeconfig's contexts", async () => {
    const client = await start();
    expect(await client.connections.list({})).toMatchObject({
      ok: true,
      value: [
        { context: 'prod', current: true },
        { context: 'stage', current: false },
      ],
    });
  });

  test('--context makes another context the current one', async () => {
    const client = await start({ context: 'stage' });
    expect(await client.connections.list({})).toMatchObject({
      ok: true,
      value: [
        { context: 'prod', current: false },
        { context: 'stage', current: true },
      ],
    });
  });

  test('a kubeconfig that is missing is a value in words', async () => {
    const client = await start({ kubeconfigFiles: ['/nowhere/kubeconfig'] });
    expect(await client.connections.list({})).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });

  test('an audit log that cannot be opened leaves the desk to look at, and says so', async () => {
    const home = mkdtempSync(join(tmpdir(), 'core-'));
    mkdirSync(join(home, 'audit.db'));
    const client = await start({ home });
    expect(await client.connections.list({})).toMatchObject({ ok: true });
    expect(await client.audit.list({})).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(await client.connections.approve({ context: 'prod' })).toMatchObject({ ok: false });
  });

  test('settings that cannot be read stop it from starting, in words', async () => {
    const home = mkdtempSync(join(tmpdir(), 'core-'));
    writeFileSync(join(home, 'settings.json'), '{"metrics": []}');
    expect(await startCore(options({ home }), {})).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });
});
