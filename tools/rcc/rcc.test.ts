import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlantedTree, plantTree } from '../lib/planted-tree.ts';

/** The machine's own Node, where it is another than ours: the launcher must then find ours. */
const otherNode = ['/usr/bin/node', '/usr/local/bin/node', '/opt/homebrew/bin/node'].find((path) => existsSync(path));
const nodes = [process.execPath, ...(otherNode ? [otherNode] : [])];

const bundle = `
const verb = process.argv[2];
if (verb === 'exit') process.exitCode = Number(process.argv[3]);
if (verb === 'wait' || verb === 'kind') setInterval(() => {}, 1000);
if (verb === 'kind') for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(42));
console.log(Number(process.versions.node.split('.')[0]) >= 24, JSON.stringify(process.argv.slice(2)));
`;

describe('the bin rcc', () => {
  let tree: PlantedTree;
  const launcher = () => join(tree.root, 'tools/rcc/bin/rcc.js');
  beforeAll(() => {
    tree = plantTree({
      'package.json': '{ "type": "module" }',
      'tools/rcc/package.json': '{ "type": "module" }',
      'tools/node-runtime/package.json': '{}',
      'out/cli/index.js': bundle,
    });
    cpSync('tools/rcc/bin', join(tree.root, 'tools/rcc/bin'), { recursive: true });
    mkdirSync(join(tree.root, 'node_modules'));
    for (const name of [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]) {
      if (existsSync(join('node_modules', name))) symlinkSync(resolve('node_modules', name), join(tree.root, 'node_modules', name));
    }
  });
  afterAll(() => tree.remove());

  /** Starts it, waits for its first words, does `act`, and resolves with the exit code a shell would see. */
  function start(node: string, args: string[], act: (child: ChildProcess) => void): Promise<number> {
    const child = spawn(node, [launcher(), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((resolveEnd) => {
      createInterface({ input: child.stdout }).once('line', () => act(child));
      child.on('close', (code, signal) => resolveEnd(signal === null ? (code ?? -1) : 128 + constants.signals[signal]));
    });
  }

  describe.each(nodes)('under %s', (node) => {
    it('runs the bundle on Node 24 with the arguments as they are', () => {
      const { stdout, status } = spawnSync(node, [launcher(), 'list', '--json', 'a b'], { encoding: 'utf8' });
      expect(stdout).toContain('true ["list","--json","a b"]');
      expect(status).toBe(0);
    });

    it.each([0, 1, 2, 3, 4, 64, 70])('ends with exit code %i where the bundle does', (code) => {
      expect(spawnSync(node, [launcher(), 'exit', String(code)]).status).toBe(code);
    });

    it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('passes on %s and ends as the bundle ends', async (signal) => {
      expect(await start(node, ['wait'], (child) => child.kill(signal))).toBe(128 + constants.signals[signal]);
      if (signal !== 'SIGHUP') expect(await start(node, ['kind'], (child) => child.kill(signal))).toBe(42);
    });

    it('leaves nothing behind when it is killed', async () => {
      // The pipe closes, and this resolves, only when the last process that holds it has ended.
      expect(await start(node, ['wait'], (child) => child.kill('SIGKILL'))).toBe(137);
    });
  });
});
