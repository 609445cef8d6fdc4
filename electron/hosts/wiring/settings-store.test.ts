import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MetricServerDraft, SettingsChange } from '#shared/domain/connections/settings.ts';
import { absolutePath } from './change-settings.ts';
import { openSettings } from './settings-store.ts';

const kubeconfig = (...contexts: string[]) =>
  JSON.stringify({
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    contexts: contexts.map((name) => ({ name, context: { cluster: 'c' } })),
  });

async function store(content: unknown = null, over: { prometheusUrl?: string; files?: readonly string[] } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'settings-'));
  const file = join(home, 'settings.json');
  if (content !== null) writeFileSync(file, JSON.stringify(content));
  const opened = await openSettings({
    home,
    prometheusUrl: over.prometheusUrl ?? null,
    kubeconfig: { files: over.files ?? null, env: {}, homeDir: home },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const written = (): unknown => JSON.parse(readFileSync(file, 'utf8'));
  return { home, file, settings: opened.value, written };
}

const draft: MetricServerDraft = {
  url: 'https://prom.example',
  auth: { type: 'none' },
  headers: [],
  template: 'http_requests_total by pod',
  errorTemplate: null,
  latencyTemplate: null,
  window: '1m',
};
const server = (over: Partial<MetricServerDraft> = {}, context: string | null = 'prod'): SettingsChange => ({
  set: 'metric-server',
  context,
  server: { ...draft, ...over },
});

describe('a metric server', () => {
  test('counts at once, is kept for the next start, and only for its owner', async () => {
    const { settings, written, file } = await store();
    expect(settings.metrics().contexts['prod']).toBeUndefined();
    expect(await settings.save(server({ window: '30s' }))).toMatchObject({
      ok: true,
      value: { metrics: { contexts: { prod: { url: 'https://prom.example', window: '30s' } } } },
    });
    expect(settings.metrics().contexts['prod']).toMatchObject({ url: 'https://prom.example', window: '30s' });
    expect(written()).toMatchObject({ metrics: { contexts: { prod: { window: '30s' } } } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await settings.save({ set: 'metric-server', context: 'prod', server: null });
    expect(settings.metrics().contexts['prod']).toBeUndefined();
  });

  test('secrets stay on the host: a place is shown, a value never', async () => {
    const { settings } = await store({
      metrics: {
        default: { url: 'https://a', auth: { type: 'basic', username: 'desk', passwordFile: '/run/secret' } },
        contexts: { prod: { url: 'https://b', headers: { Authorization: 'Bearer hush-hush' } } },
      },
    });
    const read = await settings.read();
    expect(read).toMatchObject({
      value: {
        metrics: {
          default: { auth: { type: 'basic', username: 'desk', secret: { from: 'file', path: '/run/secret' } } },
          contexts: { prod: { headers: ['Authorization'] } },
        },
      },
    });
    expect(JSON.stringify(read)).not.toContain('hush-hush');
  });

  test('a header without a new value keeps the one that is set; one that was never set is asked for', async () => {
    const { settings, written } = await store({ metrics: { contexts: { prod: { url: 'https://b', headers: { 'X-Key': 'hush-hush' } } } } });
    const saved = await settings.save(
      server({
        headers: [
          { name: 'X-Key', value: null },
          { name: 'X-Scope-OrgID', value: 'shop' },
        ],
      }),
    );
    expect(JSON.stringify(saved)).not.toContain('hush-hush');
    expect(written()).toMatchObject({ metrics: { contexts: { prod: { headers: { 'X-Key': 'hush-hush', 'X-Scope-OrgID': 'shop' } } } } });
    expect(await settings.save(server({ headers: [{ name: 'X-New', value: null }] }))).toMatchObject({ error: { field: 'headers' } });
  });

  test.each<[string, Partial<MetricServerDraft>, string, string]>([
    ['a URL that is none', { url: 'prometheus' }, 'url', 'an http or https URL'],
    ['a password in the URL', { url: 'http://a:b@prom' }, 'url', 'no user or password in the URL'],
    ['a window in words', { window: 'one minute' }, 'window', 'a window such as'],
    ['a query that means every version', { template: 'sum(up)' }, 'template', 'must hold {{hash}}'],
    [
      'a variable with a space',
      { auth: { type: 'bearer', secret: { from: 'environment', name: 'A B' } } },
      'tokenEnv',
      'environment variable',
    ],
  ])('%s is said by field, with what was expected, and nothing is lost', async (_, over, field, expected) => {
    const before = { metrics: { default: { url: 'https://kept' } } };
    const { settings, written } = await store(before);
    const saved = await settings.save(server(over));
    expect(saved).toMatchObject({ ok: false, error: { kind: 'invalid', field } });
    expect(saved.ok ? '' : saved.error.message).toContain(expected);
    expect(written()).toEqual(before);
    expect(settings.metrics().default?.url).toBe('https://kept');
  });

  test('--prometheus stands over what is saved, and says so', async () => {
    const { settings } = await store(null, { prometheusUrl: 'http://told' });
    expect(await settings.save(server())).toMatchObject({ value: { metrics: { overridden: 'http://told' } } });
    expect(settings.metrics()).toMatchObject({ default: { url: 'http://told' }, contexts: {} });
  });
});

describe('kubeconfig files', () => {
  test('a file that is added is read after the others, and shown with its contexts', async () => {
    const { settings, home } = await store();
    expect(await settings.read()).toMatchObject({ value: { kubeconfigs: [{ origin: 'usual place', state: 'missing' }] } });
    const path = join(home, 'prod.yaml');
    writeFileSync(path, kubeconfig('prod', 'stage'));
    expect(await settings.save({ set: 'kubeconfig-file', path, present: true })).toMatchObject({
      value: { kubeconfigs: [{ state: 'missing' }, { path, origin: 'settings', state: 'read', contexts: ['prod', 'stage'] }] },
    });
    expect(settings.kubeconfig.further?.()).toEqual([path]);
    expect(await settings.save({ set: 'kubeconfig-file', path, present: true })).toMatchObject({ error: { field: 'path' } });
    await settings.save({ set: 'kubeconfig-file', path, present: false });
    expect(settings.kubeconfig.further?.()).toEqual([]);
  });

  test.each([
    ['prod.yaml', 'expected a whole path'],
    ['/nowhere/config', 'does not exist'],
  ])('%s is refused: %s', async (path, words) => {
    const { settings, file } = await store();
    const saved = await settings.save({ set: 'kubeconfig-file', path, present: true });
    expect(saved.ok ? '' : saved.error.message).toContain(words);
    expect(existsSync(file)).toBe(false);
  });

  test('a file without contexts, or one that cannot be read, is refused with the reason', async () => {
    const { settings, home } = await store();
    writeFileSync(join(home, 'empty'), '{}');
    writeFileSync(join(home, 'broken'), 'contexts: {');
    mkdirSync(join(home, 'folder'));
    const words = async (name: string) => {
      const saved = await settings.save({ set: 'kubeconfig-file', path: join(home, name), present: true });
      return saved.ok ? 'saved' : `${saved.error.field}: ${saved.error.message}`;
    };
    expect(await words('empty')).toContain('path: ');
    expect(await words('broken')).toContain('line 1');
    expect(await words('folder')).toContain('cannot be read');
  });

  test('--kubeconfig beats them, and says so', async () => {
    const { settings } = await store({ kubeconfig: { files: ['/a'] } }, { files: ['/b'] });
    expect(await settings.read()).toMatchObject({
      value: { filesIgnored: expect.stringContaining('--kubeconfig'), kubeconfigs: [{ path: '/b' }] },
    });
  });
});

describe("the desk's own authorities", () => {
  test('are counted, and trusted beside the usual ones', async () => {
    const { settings, home } = await store();
    expect(settings.authorities()).toBeNull();
    const file = join(home, 'ca.pem');
    writeFileSync(file, `${rootCertificates[0]}\n${rootCertificates[1]}\n`);
    expect(await settings.save({ set: 'certificates', file })).toMatchObject({
      value: { certificates: { file, count: 2, problem: null } },
    });
    expect(settings.certificates()).toHaveLength(2);
    expect(settings.authorities()?.length).toBeGreaterThan(2);
    await settings.save({ set: 'certificates', file: null });
    expect(settings.authorities()).toBeNull();
  });

  test('a file that holds none is refused; one that went away later is a problem that is shown', async () => {
    const { settings, home } = await store({ certificates: { file: '/gone.pem' } });
    expect(await settings.read()).toMatchObject({
      value: { certificates: { count: null, problem: { upstream: { text: expect.any(String) } } } },
    });
    writeFileSync(join(home, 'not.pem'), 'hello');
    expect(await settings.save({ set: 'certificates', file: join(home, 'not.pem') })).toMatchObject({ error: { field: 'file' } });
  });
});

describe('the file', () => {
  test('is written whole: two changes at once are both in it', async () => {
    const { settings, written } = await store({ metrics: { default: { url: 'https://kept' } } });
    await Promise.all([settings.save(server({}, 'one')), settings.save(server({}, 'two'))]);
    expect(written()).toMatchObject({ metrics: { default: { url: 'https://kept' }, contexts: { one: {}, two: {} } } });
  });

  test('what a person broke meanwhile is not written over', async () => {
    const { settings, file } = await store();
    writeFileSync(file, '{ broken');
    expect(await settings.save(server())).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(readFileSync(file, 'utf8')).toBe('{ broken');
  });

  test('says what lies where, and what is not there yet', async () => {
    const { settings, home } = await store();
    const read = await settings.read();
    expect(read.ok && read.value.stored).toContainEqual({
      what: 'Audit log',
      path: join(home, 'audit.db'),
      bytes: null,
      about: expect.any(String),
    });
    await settings.save(server());
    const after = await settings.read();
    expect(after.ok && after.value.stored.find(({ what }) => what === 'Settings')?.bytes).toBeGreaterThan(10);
  });
});

test('a path is whole or begins at home', () => {
  expect(absolutePath('~/.kube/prod', '/home/mia')).toBe('/home/mia/.kube/prod');
  expect(absolutePath('/a/../b', '/home/mia')).toBe('/b');
  fc.assert(
    fc.property(fc.string(), (text) => {
      const path = absolutePath(text, '/home/mia');
      expect(path === null || path.startsWith('/')).toBe(true);
    }),
  );
});
