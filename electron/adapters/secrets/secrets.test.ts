import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createOsStore, type OsCipher } from './os-store.ts';
import { createSecrets } from './secrets.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'secrets-'));
const token = 'ghp_0123456789abcdefABCDEF';

/** Turns bytes around, as no real cipher does: enough to see that nothing is written as it was said. */
function cipher({ backend = 'gnome_libsecret' as string | null, available = true, stale = false } = {}): OsCipher {
  return {
    available: async () => available,
    backend: async () => backend,
    encrypt: async (text) => Buffer.from(text, 'utf8').map((byte) => byte ^ 0x5a),
    decrypt: async (bytes) => ({ text: Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString('utf8'), stale }),
  };
}

describe('the secret store of the operating system', () => {
  const open = (over: Parameters<typeof cipher>[0] = {}, file = join(folder(), 'secrets.json')) => ({
    file,
    store: createOsStore({ cipher: cipher(over), file }),
  });

  test('what was set is there again, encrypted, in a file of its owner alone; forgotten, it is gone', async () => {
    const { store, file } = open();
    expect(await store.get('github-token')).toEqual({ ok: true, value: null });
    expect(await store.set('github-token', token)).toEqual({ ok: true, value: undefined });
    expect(readFileSync(file, 'utf8')).not.toContain(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await store.get('github-token')).toEqual({ ok: true, value: token });
    await store.set('github-token', null);
    expect(await store.get('github-token')).toEqual({ ok: true, value: null });
  });

  test('a desktop without a keyring is refused in words, and nothing is written', async () => {
    const { store } = open({ backend: 'basic_text' });
    const refused = await store.set('github-token', token);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'storage', message: expect.stringContaining('no keyring') } });
    expect(await store.get('github-token')).toEqual({ ok: true, value: null });
  });

  test('a locked keyring is said, not waited for', async () => {
    const { store } = open({ available: false });
    expect(await store.set('github-token', token)).toMatchObject({ ok: false, error: { kind: 'storage' } });
  });

  test('a key that changed: the value is encrypted anew', async () => {
    const { store, file } = open({ stale: true });
    await store.set('github-token', token);
    const before = statSync(file).ino;
    expect(await store.get('github-token')).toEqual({ ok: true, value: token });
    expect(statSync(file).ino).not.toBe(before);
  });

  test('a broken file is said', async () => {
    const { store, file } = open();
    writeFileSync(file, '{"github-token":7}');
    expect(await store.get('github-token')).toMatchObject({ ok: false, error: { kind: 'storage' } });
  });
});

describe('where the token comes from', () => {
  const none = { sources: {}, env: {}, osStore: null };

  test('on a server the environment: RCC_GITHUB_TOKEN before GITHUB_TOKEN', async () => {
    const secrets = createSecrets({ ...none, env: { GITHUB_TOKEN: 'other', RCC_GITHUB_TOKEN: token } });
    expect(await secrets.get('github-token')).toEqual({ ok: true, value: token });
    expect(await secrets.where('github-token')).toEqual({ kind: 'environment', text: 'RCC_GITHUB_TOKEN', writable: false });
    expect(await secrets.set('github-token', 'x')).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
  });

  test('on a desktop its own store first; where it is empty, the environment', async () => {
    const osStore = createOsStore({ cipher: cipher(), file: join(folder(), 's.json') });
    const secrets = createSecrets({ ...none, env: { GITHUB_TOKEN: 'other' }, osStore });
    expect(await secrets.get('github-token')).toEqual({ ok: true, value: 'other' });
    await secrets.set('github-token', token);
    expect(await secrets.get('github-token')).toEqual({ ok: true, value: token });
    expect(await secrets.where('github-token')).toMatchObject({ kind: 'os-store', writable: true });
  });

  test('nothing anywhere is null, and said to be nowhere', async () => {
    const secrets = createSecrets(none);
    expect(await secrets.get('github-token')).toEqual({ ok: true, value: null });
    expect(await secrets.where('github-token')).toMatchObject({ kind: 'none' });
  });

  test('a file of its owner alone is read anew each time; one that others may read is refused', async () => {
    const file = join(folder(), 'token');
    const secrets = createSecrets({ ...none, sources: { 'github-token': { from: 'file', path: file } } });
    expect(await secrets.get('github-token')).toMatchObject({ ok: false, error: { kind: 'unauthenticated' } });
    writeFileSync(file, `${token}\n`, { mode: 0o600 });
    expect(await secrets.get('github-token')).toEqual({ ok: true, value: token });
    chmodSync(file, 0o640);
    expect(await secrets.get('github-token')).toMatchObject({ ok: false, error: { message: expect.stringContaining('mode 640') } });
  });

  test.each(['two words', 'zwei\r\nx-evil: 1', 'ümlaut'])('%j is no token, and the refusal does not repeat it', async (value) => {
    const secrets = createSecrets({ ...none, env: { GITHUB_TOKEN: value } });
    const refused = await secrets.get('github-token');
    expect(refused).toMatchObject({ ok: false, error: { kind: 'unauthenticated' } });
    expect(JSON.stringify(refused)).not.toContain(JSON.stringify(value).slice(1, -1));
  });
});
