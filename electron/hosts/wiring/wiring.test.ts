import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../transport/testing/probe-core.ts';
import { faultInjection } from './fault-injection.ts';
import { makeHome } from './home.ts';
import { homePath } from './home-path.ts';
import { PrometheusSettings } from '#adapters/prometheus/settings.ts';
import { readSettings, withPrometheus } from './settings-file.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'home-'));

describe('where state lives', () => {
  test('--home beats RCC_HOME beats the platform', () => {
    expect(homePath('/a', { RCC_HOME: '/b' }, 'linux', '/home/ann')).toBe('/a');
    expect(homePath(null, { RCC_HOME: '/b' }, 'linux', '/home/ann')).toBe('/b');
    expect(homePath(null, {}, 'linux', '/home/ann')).toBe('/home/ann/.local/share/release-command-center');
    expect(homePath(null, { XDG_DATA_HOME: '/data' }, 'linux', '/home/ann')).toBe('/data/release-command-center');
    expect(homePath(null, {}, 'darwin', '/Users/ann')).toBe('/Users/ann/Library/Application Support/release-command-center');
  });

  test('it is made for its owner alone', async () => {
    const home = join(folder(), 'deep', 'home');
    expect(await makeHome(home)).toEqual({ ok: true, value: home });
    expect(statSync(home).mode & 0o777).toBe(0o700);
  });

  test('a place where nothing can be made is a failure in words', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(await makeHome(join(file, 'home'))).toMatchObject({ ok: false, error: { kind: 'storage' } });
  });
});

describe('settings.json', () => {
  const settings = async (text: string) => {
    const home = folder();
    writeFileSync(join(home, 'settings.json'), text);
    return readSettings(home);
  };

  test('a missing file means the defaults', async () => {
    expect(await readSettings(folder())).toEqual({
      ok: true,
      value: { metrics: { contexts: {} }, kubeconfig: { files: [] }, certificates: {} },
    });
  });

  test('a metric server for a context', async () => {
    const read = await settings('{"metrics":{"contexts":{"prod":{"url":"https://prom.example/"}}}}');
    expect(read).toMatchObject({ ok: true, value: { metrics: { contexts: { prod: { url: 'https://prom.example/', window: '1m' } } } } });
  });

  test.each(['{', '[]', '{"metric":{}}', '{"metrics":{"contexts":{"prod":{"url":"ftp://x"}}}}'])(
    '%s is refused, with the file named',
    async (text) => {
      const read = await settings(text);
      expect(read).toMatchObject({ ok: false, error: { kind: 'invalid' } });
      if (!read.ok) expect(read.error.message).toContain('settings.json');
    },
  );

  test('a file that cannot be read is a failure, not the defaults', async () => {
    const home = folder();
    writeFileSync(join(home, 'settings.json'), '{}');
    const read = await readSettings(join(home, 'settings.json'));
    expect(read).toMatchObject({ ok: false, error: { kind: 'storage' } });
  });

  test('--prometheus stands for every context, whatever the file says', async () => {
    const read = await settings('{"metrics":{"contexts":{"prod":{"url":"https://prom.example/"}}}}');
    if (!read.ok) throw new Error(read.error.message);
    expect(withPrometheus(read.value.metrics, 'http://localhost:9090')).toMatchObject({
      ok: true,
      value: { default: { url: 'http://localhost:9090' }, contexts: {} },
    });
    const guarded = {
      default: PrometheusSettings.parse({ url: 'https://prom', headers: { 'X-Scope-OrgID': 'a' }, window: '5m' }),
      contexts: {},
    };
    expect(withPrometheus(guarded, 'https://prom/api')).toMatchObject({
      value: { default: { headers: { 'X-Scope-OrgID': 'a' }, window: '5m' } },
    });
    expect(withPrometheus(guarded, 'https://elsewhere')).toMatchObject({ value: { default: { headers: {}, window: '5m' } } });
    expect(withPrometheus(read.value.metrics, 'http://ann:secret@prom/')).toMatchObject({ ok: false, error: { field: 'prometheus' } });
    expect(withPrometheus(read.value.metrics, null)).toEqual({ ok: true, value: read.value.metrics });
  });
});

test('a host dies only at the named point, and only when told to', () => {
  let died = 0;
  const reached = faultInjection({ RCC_CRASH_AT: 'after-patch' }, silentLog, () => (died += 1));
  reached('after-intent');
  expect(died).toBe(0);
  reached('after-patch');
  expect(died).toBe(1);
  for (const point of ['before-intent', 'after-patch'] as const) faultInjection({}, silentLog, () => (died += 1))(point);
  expect(died).toBe(1);
});
