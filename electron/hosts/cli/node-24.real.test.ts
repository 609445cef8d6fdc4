import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findNode24, isNewEnough } from './node-24.ts';
import { builtRcc, isBuilt } from './testing/spawn-rcc.ts';

/** The machine's own Node, where it is older than ours. */
const oldNode = ['/usr/bin/node', '/usr/local/bin/node', '/opt/homebrew/bin/node'].find(
  (path) => existsSync(path) && !isNewEnough(spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout),
);
if (oldNode === undefined) process.stderr.write('rcc on an old Node is not tested: this machine has none.\n');
const home = mkdtempSync(join(tmpdir(), 'rcc-node-24-'));
const env = { PATH: '/usr/bin:/bin', HOME: home, RCC_HOME: join(home, 'desk') };
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('Node 24 and later is new enough, 20.19 and 22 are not', () => {
  expect(['24.0.0', '25.1.0', '22.21.0', '20.19.0'].map(isNewEnough)).toEqual([true, true, false, false]);
});

test('Node 24 is found in a folder above, and nowhere else', () => {
  expect(findNode24(import.meta.dirname)).toContain('node_modules');
  expect(findNode24(home)).toBeNull();
});

describe.skipIf(oldNode === undefined || !isBuilt())('the built program on an old Node', () => {
  const run = (program: string, args: readonly string[]) => spawnSync(oldNode ?? '', [program, ...args], { encoding: 'utf8', env });

  test('goes on in Node 24: same answer, same exit code, stdin and stdout as they were', () => {
    const version = run(builtRcc, ['version', '--json']);
    expect(version).toMatchObject({ status: 0, stderr: '' });
    expect(isNewEnough(JSON.parse(version.stdout).node)).toBe(true);
    expect(run(builtRcc, ['audit', 'list', '--json'])).toMatchObject({ status: 0, stdout: '[]\n' });
    expect(run(builtRcc, ['audit', 'verify', '/no/such/file']).status).toBe(
      spawnSync(process.execPath, [builtRcc, 'audit', 'verify', '/no/such/file'], { env }).status,
    );
    expect(run(builtRcc, ['nope'])).toMatchObject({ status: 64, stdout: '' });
  });

  test.each([
    ['SIGTERM', 0],
    ['SIGINT', 0],
  ] as const)('passes %s on: rcc serve ends in its own order', async (signal, code) => {
    const child = spawn(oldNode ?? '', [builtRcc, 'serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    expect(await ended).toBe(code);
  });

  test('leaves nothing behind when it is killed', async () => {
    const child = spawn(oldNode ?? '', [builtRcc, 'serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    // The pipe closes only when the last process that holds it has ended.
    const closed = new Promise((resolve) => child.stdout.once('close', resolve));
    child.kill('SIGKILL');
    await closed;
  });

  test('where no Node 24 is there, it says in one line which is needed, and ends with 70', () => {
    const alone = join(home, 'out/cli');
    cpSync(dirname(builtRcc), alone, { recursive: true });
    cpSync('package.json', join(home, 'package.json'));
    const ran = run(join(alone, 'index.js'), ['version']);
    expect(ran).toMatchObject({ status: 70, stdout: '' });
    expect(ran.stderr).toMatch(/^rcc: this needs Node 24, and node \d+\.\d+\.\d+ is what there is\. .*\n$/);
  });
});
