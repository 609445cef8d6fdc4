import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorOf, temporaryFolder, valueOf } from '../testing/contexts.ts';
import { loadKubeconfig } from './load-kubeconfig.ts';

const text = (name: string, current = name) =>
  JSON.stringify({ contexts: [{ name, context: { cluster: name, user: name } }], 'current-context': current });

async function folderWith(files: Record<string, string>) {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder.path, name, '..'), { recursive: true });
    await writeFile(join(folder.path, name), content);
  }
  return { ...folder, at: (name: string) => join(folder.path, name) };
}

const namesOf = (config: { contexts: readonly { name: string }[] }) => config.contexts.map((entry) => entry.name);

describe('where the kubeconfig is looked for', () => {
  test('--kubeconfig beats KUBECONFIG', async () => {
    await using folder = await folderWith({ a: text('a'), b: text('b') });
    const config = valueOf(await loadKubeconfig({ files: [folder.at('a')], env: { KUBECONFIG: folder.at('b') }, homeDir: folder.path }));
    expect(namesOf(config)).toEqual(['a']);
  });

  test('KUBECONFIG beats ~/.kube/config', async () => {
    await using folder = await folderWith({ '.kube/config': text('home'), b: text('b') });
    const config = valueOf(await loadKubeconfig({ files: null, env: { KUBECONFIG: folder.at('b') }, homeDir: folder.path }));
    expect(namesOf(config)).toEqual(['b']);
  });

  test('~/.kube/config is read where nothing is set, and an empty KUBECONFIG is nothing', async () => {
    await using folder = await folderWith({ '.kube/config': text('home') });
    const config = valueOf(await loadKubeconfig({ files: null, env: { KUBECONFIG: '' }, homeDir: folder.path }));
    expect(namesOf(config)).toEqual(['home']);
  });

  test('a KUBECONFIG list: missing files and empty parts are skipped, the first current-context counts', async () => {
    await using folder = await folderWith({ a: text('a', ''), b: text('b'), c: text('c') });
    const list = ['', folder.at('gone'), folder.at('a'), '', folder.at('b'), folder.at('c')].join(delimiter);
    const config = valueOf(await loadKubeconfig({ files: null, env: { KUBECONFIG: list }, homeDir: folder.path }));
    expect(namesOf(config)).toEqual(['a', 'b', 'c']);
    expect(config.currentContext).toBe('b');
  });

  test('a relative path of KUBECONFIG starts at the working directory', async () => {
    await using folder = await folderWith({ a: text('a') });
    const config = valueOf(
      await loadKubeconfig({ files: null, env: { KUBECONFIG: relative(process.cwd(), folder.at('a')) }, homeDir: '/' }),
    );
    expect(config.files).toEqual([folder.at('a')]);
  });

  test('no file at all says what to set', async () => {
    await using folder = await folderWith({});
    const error = errorOf(await loadKubeconfig({ files: null, env: {}, homeDir: folder.path }));
    expect(error.kind).toBe('not-found');
    expect(error.message).toContain(`${folder.at('.kube/config')} does not exist`);
    expect(error.message).toContain('Set KUBECONFIG');
  });

  test('a list of missing files names them', async () => {
    const error = errorOf(await loadKubeconfig({ files: null, env: { KUBECONFIG: '/gone/one' }, homeDir: '/' }));
    expect(error).toMatchObject({ kind: 'not-found' });
    expect(error.message).toContain('/gone/one');
  });

  test('a --kubeconfig that does not exist is an error', async () => {
    const error = errorOf(await loadKubeconfig({ files: ['/gone/config'], env: {}, homeDir: '/' }));
    expect(error).toMatchObject({ kind: 'not-found', message: 'The kubeconfig /gone/config does not exist.' });
  });

  test('a folder in place of a file says what the system said', async () => {
    await using folder = await temporaryFolder();
    const error = errorOf(await loadKubeconfig({ files: [folder.path], env: {}, homeDir: '/' }));
    expect(error.kind).toBe('invalid');
    expect(error.upstream?.text).toContain('EISDIR');
  });
});
