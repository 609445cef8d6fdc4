import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { createLocalClient } from '../transport/local-client.ts';
import type { HostOptions } from './host-options.ts';
import { openWorlds, type WorldsNeeds } from './worlds.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const kubeconfig = (context: string) =>
  JSON.stringify({
    'current-context': context,
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    contexts: [{ name: context, context: { cluster: 'c' } }],
  });

/** A desk without any kubeconfig, and a sandbox that only writes one. */
async function desk(over: Partial<WorldsNeeds> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'worlds-'));
  const running = { started: 0, stopped: 0 };
  const launchSandbox: WorldsNeeds['launchSandbox'] = async () => {
    running.started += 1;
    const file = join(home, 'sandbox-kubeconfig');
    writeFileSync(file, kubeconfig('sandbox'));
    const url = 'http://127.0.0.1:1';
    const github = { github: url, githubTokenFile: join(home, 'token'), release: join(home, 'release') };
    const ready = { kubeconfig: file, contexts: ['sandbox'], ca: '', prometheus: url, metrics: url, control: url, ...github };
    return ok({ ready, stop: async () => void (running.stopped += 1) });
  };
  const options: HostOptions = {
    kubeconfigFiles: null,
    context: null,
    prometheusUrl: null,
    home,
    sandboxControl: null,
    logLevel: 'silent',
  };
  const env = { KUBECONFIG: join(home, 'config') };
  const opened = await openWorlds({ options, env, sandbox: null, launchSandbox, command: 'rcc serve --sandbox', ...over });
  if (!opened.ok) throw new Error(opened.error.message);
  stops.push(() => opened.value.core.stop());
  const client = createLocalClient(opened.value.core, { id: 'test', host: 'headless' });
  return { home, running, client, worlds: opened.value };
}

describe('the first run', () => {
  test('a desk without a kubeconfig opens, and says where it looked', async () => {
    const { client, home } = await desk();
    expect(await client.connections.list({})).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await client.connections.settings({})).toMatchObject({
      ok: true,
      value: {
        kubeconfigs: [{ path: join(home, 'config'), origin: 'KUBECONFIG', state: 'missing' }],
        world: { now: 'kubeconfig', canChange: true, command: 'rcc serve --sandbox' },
        access: [],
      },
    });
  });

  test('a kubeconfig that is added is there without a restart, and the log says who added it', async () => {
    const { client, home } = await desk();
    const path = join(home, 'mine');
    writeFileSync(path, kubeconfig('prod'));
    const saved = await client.connections.saveSettings({ change: { set: 'kubeconfig-file', path, present: true } });
    expect(saved).toMatchObject({ ok: true, value: { access: [{ context: 'prod', file: path, signsIn: 'nothing' }] } });
    expect(await client.connections.list({})).toMatchObject({ ok: true, value: [{ context: 'prod', current: true }] });
    const log = await client.audit.list({});
    expect(log.ok && log.value.entries.map(({ action, phase, target }) => [action, phase, target])).toEqual([
      ['connections.saveSettings', 'outcome', 'settings/kubeconfig'],
      ['connections.saveSettings', 'intent', 'settings/kubeconfig'],
    ]);
  });

  test('a value of a header is in no answer and not in the log', async () => {
    const { client } = await desk();
    const server = {
      url: 'https://prom',
      auth: { type: 'none' as const },
      headers: [{ name: 'X-Key', value: 'hush-hush' }],
      template: 'http_requests_total by pod',
      errorTemplate: null,
      latencyTemplate: null,
      window: '1m',
    };
    const saved = await client.connections.saveSettings({ change: { set: 'metric-server', context: null, server } });
    expect(saved).toMatchObject({ ok: true, value: { metrics: { default: { headers: ['X-Key'] } } } });
    const said = [saved, await client.connections.settings({}), await client.audit.list({})];
    expect(JSON.stringify(said)).not.toContain('hush-hush');
  });
});

describe('the sandbox from a running desk', () => {
  test('is entered and left; each world has a log of its own', async () => {
    const { client, running } = await desk();
    expect(await client.connections.enterWorld({ world: 'sandbox' })).toEqual({ ok: true, value: { world: 'sandbox' } });
    expect(await client.connections.list({})).toMatchObject({ value: [{ context: 'sandbox', current: true }] });
    expect(await client.connections.settings({})).toMatchObject({ value: { world: { now: 'sandbox' } } });
    expect(await client.audit.list({})).toMatchObject({ value: { entries: [] } });
    expect(await client.connections.enterWorld({ world: 'sandbox' })).toMatchObject({ ok: false, error: { field: 'world' } });

    expect(await client.connections.enterWorld({ world: 'kubeconfig' })).toMatchObject({ ok: true });
    await expect.poll(() => running).toEqual({ started: 1, stopped: 1 });
    const log = await client.audit.list({});
    expect(log.ok && log.value.entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['connections.enterWorld', 'done'],
      ['connections.enterWorld', null],
    ]);
  });

  test('ends what was being watched, so that its reader asks anew', async () => {
    const { client } = await desk();
    const watched = await client.connections.watch({}, { signal: AbortSignal.timeout(20_000) });
    const seen = (async () => {
      let last: unknown = null;
      for await (const message of watched) last = message;
      return last;
    })();
    await client.connections.enterWorld({ world: 'sandbox' });
    expect(await seen).toMatchObject({ type: 'snapshot', items: [] });
  });

  test('that does not start is said in its words, and the desk stays where it is', async () => {
    const { client } = await desk({
      launchSandbox: async () => fail('invalid', 'The sandbox ended before it was ready.', { field: 'sandbox' }),
    });
    expect(await client.connections.enterWorld({ world: 'sandbox' })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('ended') },
    });
    expect(await client.connections.settings({})).toMatchObject({ value: { world: { now: 'kubeconfig' } } });
  });
});
