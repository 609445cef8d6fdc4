import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { builtRcc, isBuilt, runRcc, startRcc } from './testing/spawn-rcc.ts';

if (!isBuilt()) process.stderr.write('The built rcc is not tested: out/cli is not built.\n');
const home = mkdtempSync(join(tmpdir(), 'rcc-program-'));
const env = { HOME: home, RCC_HOME: join(home, 'desk') };
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.skipIf(!isBuilt())('the built program, without a cluster', () => {
  test('help and version say so on stdout', async () => {
    const help = await runRcc(['--help'], env);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('rcc rollback run NAME --reason TEXT');
    expect((await runRcc(['help', 'audit', 'verify'], env)).stdout).toContain('--head SEQ:HASH');
    expect(JSON.parse((await runRcc(['version', '--json'], env)).stdout)).toMatchObject({ version: expect.any(String) });
  });

  test('bad usage ends with 64, stdout empty', async () => {
    for (const argv of [[], ['rollout'], ['rollouts', 'list', '--nope'], ['help', 'nope']]) {
      const ran = await runRcc(argv, env);
      expect([argv, ran.code, ran.stdout]).toEqual([argv, 64, '']);
      expect(ran.stderr).toMatch(/^rcc: /);
    }
  });

  // `rcc serve` without one opens on its first run; with one that is named and not there it does not.
  test('without a kubeconfig every verb that needs one says what to set and ends with 64', async () => {
    for (const argv of [
      ['rollouts', 'list'],
      ['rollouts', 'get', 'x'],
      ['serve', '--port', '0', '--kubeconfig', '/no/KUBECONFIG/here'],
    ]) {
      const ran = await runRcc(argv, env);
      expect([argv, ran.code, ran.stdout]).toEqual([argv, 64, '']);
      expect(ran.stderr).toContain('KUBECONFIG');
    }
  });

  test('audit list and export need no kubeconfig', async () => {
    expect(await runRcc(['audit', 'list', '--json'], env)).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(await runRcc(['audit', 'export'], env)).toMatchObject({ code: 0, stdout: '' });
  });

  test('audit verify makes nothing', async () => {
    const nowhere = join(home, 'never-made');
    expect((await runRcc(['audit', 'verify', '--home', nowhere], env)).code).toBe(1);
    expect(existsSync(nowhere)).toBe(false);
  });

  test('a reader that leaves early hurts nobody', async () => {
    const shell = spawn('bash', ['--norc', '-o', 'pipefail', '-c', `"${process.execPath}" "${builtRcc}" help | true`], {
      env: { PATH: process.env['PATH'] ?? '' },
    });
    let stderr = '';
    shell.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    expect(await new Promise((resolve) => shell.once('exit', resolve))).toBe(0);
    expect(stderr).toBe('');
  });
});

describe.skipIf(!isBuilt())('rcc serve --sandbox', () => {
  test("says on stderr where the sandbox's kubeconfig is; rcc reads the same shop with it, and stdout is the address alone", async () => {
    const child = startRcc(['serve', '--port', '0', '--sandbox'], env);
    let stdout = '';
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`ended with ${code}: ${stderr}`)));
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        if (stdout.endsWith('\n')) resolve();
      });
    });
    expect(stdout).toMatch(/^http:\S+\n$/);
    const file = /^rcc: the sandbox's kubeconfig, for rcc and kubectl: (.+)$/m.exec(stderr)?.[1] ?? '';
    const listed = await runRcc(['rollouts', 'list', '--json', '--kubeconfig', file], { ...env, RCC_HOME: join(home, 'other') });
    expect(listed).toMatchObject({ code: 0 });
    expect(listed.stdout).toContain('"payments"');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

const kubeconfig = process.env['RCC_TEST_KUBECONFIG'] ?? '';

describe.skipIf(!isBuilt() || kubeconfig === '')('rcc serve', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('prints its address alone on stdout and ends with 0 on %s', async (signal) => {
    const child = startRcc(['serve', '--port', '0', '--kubeconfig', kubeconfig], env);
    let stdout = '';
    const address = new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        if (stdout.includes('\n')) resolve(stdout.trim());
      });
    });
    const url = new URL(await address);
    expect(url.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=.+$/);
    expect((await fetch(new URL('/rpc/rollouts/list', url), { method: 'POST' })).status).toBe(401);
    const page = await fetch(url, { redirect: 'manual' });
    expect(page.status).toBeLessThan(400);
    expect(page.headers.get('set-cookie')).not.toBeNull();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a port that is taken is bad usage', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const ran = await runRcc(['serve', '--port', String(port), '--kubeconfig', kubeconfig], env);
    taken.close();
    expect(ran).toMatchObject({ code: 64, stdout: '' });
    expect(ran.stderr).toContain(String(port));
  });
});
