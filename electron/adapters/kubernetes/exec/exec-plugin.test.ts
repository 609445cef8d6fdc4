import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '#core/ports/clock.ts';
import { fastClock } from '../testing/clocks.ts';
import { contextOf, errorOf, execDeps, forever, temporaryFolder, valueOf } from '../testing/contexts.ts';
import { execCommandOf } from './exec-approvals.ts';
import { type ExecDeps, runExecPlugin } from './exec-plugin.ts';
import { createFileExecApprovals } from './file-exec-approvals.ts';

// Real programs in a folder of their own: a fake process would not show what shells, pipes and groups do.
describe.skipIf(process.platform === 'win32')('a credential plugin', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  const credential = (status: object, version = 'v1') =>
    JSON.stringify({ apiVersion: `client.authentication.k8s.io/${version}`, kind: 'ExecCredential', status });

  async function plugin(script: string): Promise<string> {
    const path = join(folder.path, 'sign-in');
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  }

  interface Given {
    readonly exec?: object;
    readonly cluster?: object;
    readonly deps?: Partial<ExecDeps>;
    readonly clock?: Clock;
    readonly signal?: AbortSignal;
  }

  async function run(command: string, given: Given = {}) {
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'IfAvailable', command, ...given.exec };
    const context = valueOf(contextOf({ server: 'https://api.example', ...given.cluster }, { exec }));
    if (context.user.method.type !== 'exec') throw new Error('no plugin');
    return await runExecPlugin(
      { exec: context.user.method.exec, cluster: context.cluster, authority: 'PEM', context: 'prod' },
      execDeps(given.deps),
      given.clock ?? fastClock(),
      given.signal ?? forever(),
    );
  }

  test('gives a token and its expiry', async () => {
    const command = await plugin(`echo '${credential({ token: 'abc', expirationTimestamp: '2030-01-02T03:04:05Z' })}'`);
    expect(valueOf(await run(command))).toEqual({ token: 'abc', certificate: null, expiresAt: Date.UTC(2030, 0, 2, 3, 4, 5) });
  });

  test('gives a client certificate', async () => {
    const command = await plugin(`echo '${credential({ clientCertificateData: 'CERT', clientKeyData: 'KEY' })}'`);
    expect(valueOf(await run(command))).toEqual({ token: null, certificate: { certificate: 'CERT', key: 'KEY' }, expiresAt: null });
  });

  test('gets its arguments, its environment, PATH and KUBERNETES_EXEC_INFO with the cluster where it asks for it', async () => {
    const out = join(folder.path, 'seen');
    const command = await plugin(
      `printf '%s\\n' "$1" "$REGION" "$HOST_SAYS" "$PATH" "$KUBERNETES_EXEC_INFO" > ${out}; echo '${credential({ token: 'x' })}'`,
    );
    const cluster = {
      'tls-server-name': 'kubernetes.default',
      'proxy-url': 'http://proxy:1',
      extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'shop' } }],
    };
    const exec = { args: ['two words'], env: [{ name: 'REGION', value: 'eu' }], provideClusterInfo: true };
    valueOf(await run(command, { exec, cluster, deps: { env: { HOST_SAYS: 'hello', PATH: '/bare' }, path: async () => '/usr/bin:/bin' } }));
    const [argument, region, host, path, info = ''] = (await readFile(out, 'utf8')).split('\n');
    expect([argument, region, host, path]).toEqual(['two words', 'eu', 'hello', '/usr/bin:/bin']);
    expect(JSON.parse(info)).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: {
        interactive: false,
        cluster: {
          server: 'https://api.example',
          'tls-server-name': 'kubernetes.default',
          'certificate-authority-data': Buffer.from('PEM').toString('base64'),
          'proxy-url': 'http://proxy:1',
          config: { audience: 'shop' },
        },
      },
    });
  });

  test('gets no cluster where it does not ask for it', async () => {
    const out = join(folder.path, 'seen');
    const command = await plugin(`printf '%s' "$KUBERNETES_EXEC_INFO" > ${out}; echo '${credential({ token: 'x' })}'`);
    valueOf(await run(command));
    expect(JSON.parse(await readFile(out, 'utf8')).spec).toEqual({ interactive: false });
  });

  test('a bare name is found in the given PATH', async () => {
    await plugin(`echo '${credential({ token: 'from-path' })}'`);
    expect(valueOf(await run('sign-in', { deps: { path: async () => `${folder.path}:/usr/bin:/bin` } })).token).toBe('from-path');
  });

  test('interactiveMode Always without a terminal is refused in words, and nothing runs', async () => {
    const command = await plugin(`touch ${folder.path}/ran; echo '${credential({ token: 'x' })}'`);
    const error = errorOf(await run(command, { exec: { interactiveMode: 'Always' } }));
    expect(error).toMatchObject({ kind: 'unauthenticated', message: expect.stringContaining('needs a terminal') });
    await expect(readFile(join(folder.path, 'ran'))).rejects.toThrow('ENOENT');
  });

  test('one that is missing says how to install it', async () => {
    const error = errorOf(await run('no-such-plugin', { exec: { installHint: '\u001b[31mRun: brew install it' } }));
    expect(error.kind).toBe('unauthenticated');
    expect(error.message).toBe('The credential plugin no-such-plugin is not installed, or not in PATH. Run: brew install it');
  });

  test('one that fails is quoted verbatim', async () => {
    const command = await plugin('echo "token expired; run: sign-in login" >&2; exit 3');
    expect(errorOf(await run(command))).toMatchObject({
      kind: 'unauthenticated',
      message: expect.stringContaining('exit code 3'),
      upstream: { source: `exec ${command}`, text: 'token expired; run: sign-in login', status: 3 },
    });
  });

  test.each([
    ['', 'printed nothing'],
    ['echo Please log in first', 'did not print JSON, but 20 characters'],
    ['echo "{}"', 'not an ExecCredential'],
    [`echo '${credential({})}'`, 'neither a token nor a client certificate'],
    [`echo '${credential({ clientCertificateData: 'C' })}'`, 'without its key'],
    [`echo '${credential({ token: 't' }, 'v1beta1')}'`, 'answered in client.authentication.k8s.io/v1beta1'],
    [`echo '${credential({ token: 't', expirationTimestamp: 'tomorrow' })}'`, 'status.expirationTimestamp'],
  ])('output %j is refused', async (script, words) => {
    const error = errorOf(await run(await plugin(script)));
    expect(error.kind).toBe('unauthenticated');
    expect(error.message).toContain(words);
  });

  test('a bare token printed by mistake does not reach the message', async () => {
    expect(errorOf(await run(await plugin('echo eyJhbGciOiJSUzI1NiJ9.c2VjcmV0'))).message).not.toContain('eyJ');
  });

  test('one that hangs is stopped with all it started', async () => {
    const pids = join(folder.path, 'pids');
    const command = await plugin(`sleep 300 & echo $! $$ > ${pids}; echo waiting for the browser >&2; wait`);
    // The deadline falls when the plugin has written its pids.
    const started = Promise.withResolvers<void>();
    const real = fastClock();
    const clock: Clock = { ...real, sleep: (ms, signal) => (ms === 20_000 ? started.promise : real.sleep(ms, signal)) };
    const result = run(command, { clock });
    let written = '';
    while (!written.includes('\n')) written = await readFile(pids, 'utf8').catch(() => '');
    started.resolve();
    const error = errorOf(await result);
    expect(error).toMatchObject({
      kind: 'unauthenticated',
      message: expect.stringContaining('did not finish within 20 s and was stopped'),
    });
    for (const pid of written.trim().split(' ')) {
      while (await isRunning(Number(pid))) await real.sleep(5);
    }
  });

  test('one that leaves a child holding its output does not hang the desk', async () => {
    const command = await plugin(`sleep 3 & echo '${credential({ token: 'x' })}'`);
    expect(valueOf(await run(command, { clock: fastClock(20) })).token).toBe('x');
  });

  test('nothing runs before a person has approved the command line, once', async () => {
    const command = await plugin(`echo '${credential({ token: 'x' })}'`);
    const approvals = createFileExecApprovals(join(folder.path, 'home', 'approvals.json'));
    const error = errorOf(await run(command, { exec: { args: ['--cluster', 'a b'] }, deps: { approvals } }));
    expect(error.kind).toBe('approval-needed');
    expect(error.message).toContain(`\`${command} --cluster 'a b'\``);
    expect(error.message).toContain('rcc connections approve prod');

    const exec = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'IfAvailable', command, args: ['--cluster', 'a b'] };
    const asked = execCommandOf(valueOf(contextOf({ server: 'https://api.example' }, { exec })));
    if (asked === null) throw new Error('no command');
    valueOf(await approvals.approve({ ...asked, context: 'prod', at: 1 }));
    expect((await run(command, { exec: { args: ['--cluster', 'a b'] }, deps: { approvals } })).ok).toBe(true);
    expect((await run(command, { exec: { args: ['--cluster', 'b'] }, deps: { approvals } })).ok).toBe(false);
    expect((await run(command, { exec: { args: ['--cluster', 'a b'], env: [{ name: 'A', value: '1' }] }, deps: { approvals } })).ok).toBe(
      false,
    );
    expect(
      (await run(command, { exec: { args: ['--cluster', 'a b'] }, cluster: { server: 'https://other' }, deps: { approvals } })).ok,
    ).toBe(false);
  });
});

/** A killed child of ours stays a zombie until it is reaped; that counts as gone. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return !state.includes(') Z');
}
