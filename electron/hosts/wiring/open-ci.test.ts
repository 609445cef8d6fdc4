import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createPorts } from './create-ports.ts';
import type { HostOptions } from './host-options.ts';
import { startCore } from './start-core.ts';

const token = 'ghp_neverseenneverseen42';
const home = (settings: unknown = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'ci-'));
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  return folder;
};
const options = (over: Partial<HostOptions>): HostOptions => ({
  kubeconfigFiles: ['nowhere'],
  context: null,
  prometheusUrl: null,
  home: null,
  sandboxControl: null,
  logLevel: 'silent',
  ...over,
});

async function portsOf(over: Partial<HostOptions>, env: Record<string, string> = {}) {
  const ports = await createPorts(options(over), env);
  if (!ports.ok) throw new Error(JSON.stringify(ports.error));
  return ports.value;
}

describe('which CI a desk has', () => {
  test('none, when the settings name none', async () => {
    const { ci } = await portsOf({ home: home() });
    expect(ci.health()).toBeNull();
  });

  test('GitHub, or an Enterprise server, with a token of the environment', async () => {
    const { ci, secrets } = await portsOf(
      { home: home({ ci: { github: { baseUrl: 'https://ghe.example/api/v3' } } }) },
      { RCC_GITHUB_TOKEN: token },
    );
    expect(ci.health()).toMatchObject({ source: 'GitHub ghe.example', aliveAt: null });
    expect(await secrets.where('github-token')).toMatchObject({ kind: 'environment', text: 'RCC_GITHUB_TOKEN' });
  });

  test('in the sandbox its own GitHub, whatever the settings say, and its own token', async () => {
    const tokenFile = join(home(), 'token');
    writeFileSync(tokenFile, 'sandbox-token', { mode: 0o600 });
    const { ci, secrets } = await portsOf(
      { home: home({ ci: { github: {} } }), github: { baseUrl: 'http://127.0.0.1:9/api/v3', tokenFile } },
      { RCC_GITHUB_TOKEN: token },
    );
    expect(ci.health()?.source).toBe('GitHub 127.0.0.1:9');
    expect(await secrets.get('github-token')).toEqual({ ok: true, value: 'sandbox-token' });
  });

  test.each([{ github: { baseUrl: 'http://ghe.example' } }, { github: { token } }, { gitlab: {} }])('%j is refused', async (ci) => {
    expect(await createPorts(options({ home: home({ ci }) }), {})).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });
});

test('no answer of the core holds the token: not the settings, not the connections, not the audit', async () => {
  const file = home({ ci: { github: {} } });
  const started = await startCore(options({ home: file }), { RCC_GITHUB_TOKEN: token });
  if (!started.ok) throw new Error(started.error.message);
  const { core } = started.value;
  const session = { id: 's', host: 'headless' as const };
  const asked = [
    ['connections', 'settings'],
    ['connections', 'list'],
    ['audit', 'list'],
  ].map((path) => core.call(path, path[0] === 'audit' ? { limit: 10 } : {}, session, new AbortController().signal));
  expect(JSON.stringify(await Promise.all(asked))).not.toContain(token);
  await core.stop();
});
