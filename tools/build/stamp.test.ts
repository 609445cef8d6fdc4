import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlantedTree, plantTree } from '../lib/planted-tree.ts';
import type { BuildPart } from './parts.ts';
import { isFresh, stamped } from './stamp.ts';

const part: BuildPart = {
  name: 'cli',
  entry: 'electron/main.ts',
  output: 'out/cli.js',
  inputs: ['shared', 'electron'],
  config: async () => ({}),
};
const write = () => {
  mkdirSync('out', { recursive: true });
  writeFileSync('out/cli.js', '');
};

describe('what is built again', () => {
  const home = process.cwd();
  let tree: PlantedTree;
  beforeEach(() => {
    tree = plantTree({ 'shared/a.ts': 'a', 'electron/main.ts': 'b', 'renderer/c.ts': 'c', 'package.json': '{}' });
    process.chdir(tree.root);
  });
  afterEach(() => {
    process.chdir(home);
    tree.remove();
  });

  it('is what was never built', () => {
    expect(isFresh(part)).toBe(false);
  });

  it('is not what was built of what is there now', async () => {
    await stamped(part, async () => write());
    expect(isFresh(part)).toBe(true);
    writeFileSync('renderer/c.ts', 'not an input');
    expect(isFresh(part)).toBe(true);
  });

  it.each([
    ['a file changed', () => writeFileSync('shared/a.ts', 'aa')],
    ['a file was touched', () => utimesSync('shared/a.ts', 1, 1)],
    ['a file was added', () => writeFileSync('electron/new.ts', '')],
    ['the packages changed', () => writeFileSync('package.json', '{ }')],
  ])('is what %s under', async (_what, change) => {
    await stamped(part, async () => write());
    change();
    expect(isFresh(part)).toBe(false);
  });

  it('is what changed while it was built', async () => {
    await stamped(part, async () => {
      write();
      writeFileSync('shared/a.ts', 'edited meanwhile');
    });
    expect(isFresh(part)).toBe(false);
  });

  it('is what failed to build', async () => {
    await stamped(part, async () => write());
    await expect(
      stamped(part, async () => {
        throw new Error('syntax');
      }),
    ).rejects.toThrow('syntax');
    expect(isFresh(part)).toBe(false);
  });
});
