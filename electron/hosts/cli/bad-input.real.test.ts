import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowReading, createNamespace, createSlowDeployment } from './testing/real-rollouts.ts';
import { type RealCluster, realCluster, until } from './testing/real-cluster.ts';
import { isBuilt, runRcc, startRcc } from './testing/spawn-rcc.ts';

const kubeconfig = process.env['RCC_TEST_KUBECONFIG'] ?? '';
const namespace = `rcc-cli-bad-${process.pid}`;

describe.skipIf(kubeconfig === '' || !isBuilt())('rcc when the world is not as it should be', () => {
  let cluster: RealCluster;
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'rcc-cli-bad-'));
    cluster = realCluster(kubeconfig);
    await createNamespace(cluster, namespace);
  });
  afterAll(async () => {
    await cluster.send('DELETE', `/api/v1/namespaces/${namespace}`);
    rmSync(home, { recursive: true, force: true });
  });

  const env = () => ({ HOME: home, RCC_HOME: join(home, 'desk') });
  const fileOf = (text: string) => {
    const file = join(mkdtempSync(join(home, 'kubeconfig-')), 'config');
    writeFileSync(file, text);
    return file;
  };
  const configOf = (clusterFields: object, user: object = { token: 'none' }) =>
    fileOf(
      JSON.stringify({
        'current-context': 'c',
        clusters: [{ name: 'c', cluster: clusterFields }],
        users: [{ name: 'u', user }],
        contexts: [{ name: 'c', context: { cluster: 'c', user: 'u', namespace } }],
      }),
    );
  const trusting = (server = cluster.server) => ({ server, 'insecure-skip-tls-verify': true });
  const rcc = (file: string, ...args: string[]) => runRcc([...args, '--kubeconfig', file], env());

  describe('a kubeconfig', () => {
    test('without the asked context names those it has', async () => {
      const ran = await rcc(kubeconfig, 'rollouts', 'list', '--json', '--context', 'nobody');
      expect(ran).toMatchObject({ code: 64, stdout: '' });
      expect(ran.stderr).toContain('conductor');
    });

    test.each([['{ not yaml'], ['contexts: 7'], ['']])('that is broken is bad usage: %s', async (text) => {
      expect(await rcc(fileOf(text), 'rollouts', 'list', '--json')).toMatchObject({ code: 64, stdout: '' });
    });

    test('that is not there is bad usage', async () => {
      expect(await rcc(join(home, 'nowhere'), 'rollouts', 'list')).toMatchObject({ code: 64, stdout: '' });
    });
  });

  describe('a server', () => {
    test('that is dead ends a list and an act with 4', async () => {
      const file = configOf(trusting('https://127.0.0.1:9'));
      expect(await rcc(file, 'rollouts', 'list', '--json')).toMatchObject({ code: 4, stdout: '' });
      const ran = await rcc(file, 'rollback', 'run', 'rollout/held', '-n', namespace, '--reason', 'a test', '--json');
      expect(ran.code).toBe(4);
      expect(JSON.parse(ran.stdout)).toMatchObject({ state: 'unreachable', reason: 'a test', error: { kind: 'unreachable' } });
    });

    test('that is frozen ends with 4, and --timeout does not wait for it', async () => {
      const frozen: Server = createServer(() => {});
      await new Promise<void>((resolve) => frozen.listen(0, '127.0.0.1', resolve));
      const file = configOf(trusting(`https://127.0.0.1:${(frozen.address() as AddressInfo).port}`));
      const [patient, hasty] = await Promise.all([rcc(file, 'rollouts', 'list'), rcc(file, 'rollouts', 'list', '--timeout', '500ms')]);
      frozen.close();
      expect(patient).toMatchObject({ code: 4, stdout: '' });
      expect(hasty).toMatchObject({ code: 4, stdout: '' });
      expect(hasty.stderr).toContain('No answer within 0.5 s.');
    });

    test('that another authority signed ends with 4, in the words of TLS', async () => {
      const ran = await rcc(configOf({ server: cluster.server }), 'rollouts', 'list');
      expect(ran.code).toBe(4);
      expect(ran.stderr).toContain('certificate');
    });

    test('that refuses the token ends with 2, in its own words', async () => {
      const ran = await rcc(configOf(trusting(), { token: 'expired' }), 'rollouts', 'list');
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain('Unauthorized');
    });
  });

  describe('an exec command line', () => {
    const exec = (command: string, ...args: string[]) =>
      configOf(trusting(), { exec: { apiVersion: 'client.authentication.k8s.io/v1', command, args, interactiveMode: 'Never' } });

    test('that nobody approved does not run, and its refusal names how to approve it', async () => {
      const file = exec('/nowhere/login', '--cluster', 'c');
      const ran = await rcc(file, 'rollouts', 'list');
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain('rcc connections approve c');
      const approved = await rcc(file, 'connections', 'approve', 'c');
      expect(approved).toMatchObject({ code: 0, stdout: 'Approved for c: /nowhere/login --cluster c\n' });
      const missing = await rcc(file, 'rollouts', 'list');
      expect(missing.code).toBe(2);
      expect(missing.stderr).toContain('/nowhere/login');
    });

    test('that prints garbage is refused, and what it printed cannot steer the terminal', async () => {
      const file = exec('/bin/echo', 'garbage \u001b[31mred');
      await rcc(file, 'connections', 'approve', 'c');
      const ran = await rcc(file, 'rollouts', 'list');
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain('garbage');
      expect(ran.stderr).not.toContain('\u001b');
    });
  });

  test('a person who may read one namespace only gets that one, unless -A asks for all', async () => {
    await allowReading(cluster, namespace, 'bob');
    const admin = configOf(trusting(), { token: cluster.adminToken, as: 'bob' });
    const listed = await rcc(admin, 'rollouts', 'list', '--json');
    expect(listed).toMatchObject({ code: 0 });
    expect(JSON.parse(listed.stdout).every((row: { namespace: string }) => row.namespace === namespace)).toBe(true);
    expect(listed.stderr).toContain(`namespace ${namespace} alone`);
    expect(await rcc(admin, 'rollouts', 'list', '-A', '--json')).toMatchObject({ code: 2, stdout: '' });
  });

  describe('an act that takes its time', () => {
    beforeAll(() => createSlowDeployment(cluster, namespace, 'slow'));
    const restart = ['rollouts', 'restart', 'deployment/slow', '-n', namespace, '--json', '--reason', 'a test', '--kubeconfig', kubeconfig];

    test('is sent, not effective, when --timeout is over: 3', async () => {
      const ran = await runRcc([...restart, '--timeout', '500ms'], env());
      expect(ran.code).toBe(3);
      const act = JSON.parse(ran.stdout);
      expect(act).toMatchObject({ state: 'sent', clock: { accepted: { state: 'reached' }, weight: { state: 'missed' } } });
      expect(act.missing).not.toBe('');
    });

    test('ends with 130 on Ctrl-C, tells what it knows, and leaves a closed pair in the log', async () => {
      const child = startRcc(restart, env());
      let stdout = '';
      let stderr = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      const ended = new Promise((resolve) => child.once('close', resolve));
      await until(
        'the server accepted it',
        async () => stderr,
        (said) => said.includes('accepted'),
      );
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      const act = JSON.parse(stdout);
      expect(act.state).toBe('sent');
      const entries = JSON.parse((await runRcc(['audit', 'list', '--json'], env())).stdout);
      const pair = entries.filter((entry: { auditId: string }) => entry.auditId === act.auditId);
      expect(pair.map((entry: { phase: string }) => entry.phase).toSorted()).toEqual(['intent', 'outcome']);
    });
  });
});
