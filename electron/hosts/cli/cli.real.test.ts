import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RealCluster, realCluster, until } from './testing/real-cluster.ts';
import { createDeployment, createNamespace, createPausedCanary, readDeployment, readRollout } from './testing/real-rollouts.ts';
import { isBuilt, type Ran, runRcc, startRcc } from './testing/spawn-rcc.ts';

const kubeconfig = process.env['RCC_TEST_KUBECONFIG'] ?? '';
const missing = kubeconfig === '' ? 'RCC_TEST_KUBECONFIG is not set' : isBuilt() ? null : 'out/cli is not built';
if (missing !== null) process.stderr.write(`The command line on a real cluster is not tested: ${missing}.\n`);

const namespace = `rcc-cli-${process.pid}`;
const other = `${namespace}-two`;

describe.skipIf(missing !== null)('rcc on a real cluster', () => {
  let cluster: RealCluster;
  let home: string;
  const rcc = (user: string, ...args: string[]): Promise<Ran> =>
    runRcc([...args, '--context', user, '--kubeconfig', kubeconfig], { HOME: home, RCC_HOME: join(home, 'desk') });
  const json = (ran: Ran) => {
    if (ran.stdout === '') throw new Error(`ended with ${ran.code}: ${ran.stderr}`);
    return JSON.parse(ran.stdout);
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'rcc-cli-'));
    cluster = realCluster(kubeconfig);
    await createNamespace(cluster, namespace);
    await createNamespace(cluster, other);
    const canaries = ['promoted', 'full', 'aborted', 'rolled-back', 'held', 'busy', 'refusing'];
    await Promise.all([
      ...canaries.map((name) => createPausedCanary(cluster, namespace, name)),
      createPausedCanary(cluster, other, 'held'),
      createDeployment(cluster, namespace, 'web'),
      createDeployment(cluster, namespace, 'held'),
    ]);
  });
  afterAll(async () => {
    await Promise.all([namespace, other].map((name) => cluster.send('DELETE', `/api/v1/namespaces/${name}`)));
    rmSync(home, { recursive: true, force: true });
  });

  describe.each(['admin', 'conductor', 'on-call', 'responder', 'viewer'])('%s', (user) => {
    test('lists every workload with its dial, as an array', async () => {
      const ran = await rcc(user, 'rollouts', 'list', '-n', namespace, '--json');
      expect(ran).toMatchObject({ code: 0 });
      const held = json(ran).find((row: { name: string; kind: string }) => row.name === 'held' && row.kind === 'Rollout');
      expect(held).toMatchObject({ context: user, namespace, kind: 'Rollout', phase: 'Paused' });
      expect(held.observedGeneration).toBe(held.generation);
      for (const name of ['requested', 'accepted', 'observed'])
        expect(Object.keys(held.dial[name]).toSorted()).toEqual(['ageSeconds', 'note', 'percent', 'source']);
      expect(held.dial.requested.percent).toBe(50);
    });

    test('gets one workload as an object', async () => {
      const page = json(await rcc(user, 'rollouts', 'get', 'rollout/held', '-n', namespace, '--json'));
      expect(page).toMatchObject({
        context: user,
        namespace,
        name: 'held',
        kind: 'Rollout',
        phase: 'Paused',
        steps: { index: 1, total: 4 },
      });
      expect(page.versions.stable.images[0].image).toContain(':1.0.0');
      expect(page.versions.current.images[0].image).toContain(':2.0.0');
      expect(page.difference.lines.length).toBeGreaterThan(0);
      expect(page.pods.length).toBeGreaterThan(0);
    });

    test('sees the plan of a rollback, and changes nothing by it', async () => {
      const before = await readRollout(cluster, namespace, 'held');
      const plan = json(await rcc(user, 'rollback', 'plan', 'rollout/held', '-n', namespace, '--json'));
      expect(plan).toMatchObject({ target: { namespace, name: 'held' }, lever: 'abort' });
      expect(plan.writes.length).toBeGreaterThan(0);
      expect((await readRollout(cluster, namespace, 'held')).metadata.generation).toBe(before.metadata.generation);
    });
  });

  describe('a name', () => {
    test('that two workloads have is bad usage naming them', async () => {
      const ran = await rcc('viewer', 'rollouts', 'get', 'held', '-n', namespace, '--json');
      expect(ran.code).toBe(64);
      expect(ran.stderr).toContain(`${namespace} rollout/held`);
      expect(ran.stderr).toContain(`${namespace} deployment/held`);
    });

    test('is looked for in all namespaces', async () => {
      expect(json(await rcc('viewer', 'rollouts', 'get', 'rolled-back', '--json'))).toMatchObject({ namespace, name: 'rolled-back' });
    });

    test('that nobody has ends with 1', async () => {
      const ran = await rcc('viewer', 'rollouts', 'get', 'nobody', '-n', namespace);
      expect(ran).toMatchObject({ code: 1, stdout: '' });
      expect(ran.stderr).toContain('not found');
    });
  });

  describe('acts', () => {
    const act = async (user: string, ...args: string[]) => {
      const ran = await rcc(user, ...args, '-n', namespace, '--reason', 'a test', '--timeout', '60s', '--json');
      return { ran, act: json(ran) };
    };

    test('conductor promotes a step', async () => {
      const { ran, act: promoted } = await act('conductor', 'rollouts', 'promote', 'promoted');
      expect(ran).toMatchObject({ code: 0 });
      expect(promoted).toMatchObject({ state: 'effective', reason: 'a test', auditId: expect.any(String) });
      expect(promoted.clock.accepted.state).toBe('reached');
      expect((await readRollout(cluster, namespace, 'promoted')).status.currentStepIndex).toBeGreaterThan(1);
    });

    test('on-call promotes to the end', async () => {
      const { ran, act: promoted } = await act('on-call', 'rollouts', 'promote', 'full', '--full');
      expect({ ...ran, state: promoted.state }).toMatchObject({ code: 0, state: 'effective' });
      const { status } = await readRollout(cluster, namespace, 'full');
      expect(status.stableRS).toBe(status.currentPodHash);
    });

    test('responder may abort, and then retry is refused by the desk', async () => {
      const { ran, act: aborted } = await act('responder', 'rollouts', 'abort', 'aborted');
      expect({ ...ran, state: aborted.state }).toMatchObject({ code: 0, state: 'effective' });
      expect((await readRollout(cluster, namespace, 'aborted')).status.abort).toBe(true);
      const retried = await act('responder', 'rollouts', 'retry', 'aborted');
      expect([retried.ran.code, retried.act.state]).toEqual([2, 'refused']);
      expect(retried.act.error.message).not.toBe('');
    });

    test.each([['promote'], ['promote', '--full'], ['pause'], ['restart'], ['undo']])('responder may not %s %s', async (...words) => {
      const [verb = '', ...flags] = words;
      const { ran, act: refused } = await act('responder', 'rollouts', verb, 'refusing', ...flags);
      expect({ ...ran, state: refused.state }).toMatchObject({ code: 2, state: 'refused' });
      expect((await readRollout(cluster, namespace, 'refusing')).status).toMatchObject({ phase: 'Paused', currentStepIndex: 1 });
    });

    test.each(['promote', 'abort', 'undo', 'restart'])('viewer may not %s, and is told by whom', async (verb) => {
      const { ran, act: refused } = await act('viewer', 'rollouts', verb, 'refusing');
      expect({ ...ran, state: refused.state }).toMatchObject({ code: 2, state: 'refused' });
      expect(ran.stderr).toContain(refused.error.message.split('\n')[0]);
      expect((await readRollout(cluster, namespace, 'refusing')).status).toMatchObject({ phase: 'Paused', currentStepIndex: 1 });
    });

    test('viewer may not roll back either', async () => {
      const { ran, act: refused } = await act('viewer', 'rollback', 'run', 'refusing');
      expect({ ...ran, state: refused.state }).toMatchObject({ code: 2, state: 'refused' });
    });

    test('conductor pauses and resumes', async () => {
      expect((await act('conductor', 'rollouts', 'pause', 'busy')).act.state).toBe('effective');
      expect((await act('conductor', 'rollouts', 'resume', 'busy')).act.state).toBe('effective');
    });

    test('on-call rolls back: effective, verified, with its clock', async () => {
      const { ran, act: back } = await act('on-call', 'rollback', 'run', 'rolled-back');
      expect({ ...ran, state: back.state }).toMatchObject({ code: 0, state: 'effective' });
      expect(Object.keys(back.clock)).toEqual(['held', 'accepted', 'weight', 'traffic', 'normal']);
      expect(back.clock.weight).toMatchObject({ state: 'reached', seconds: expect.any(Number), proof: expect.any(String) });
      expect((await readRollout(cluster, namespace, 'rolled-back')).status.abort).toBe(true);
    });

    test('conductor undoes a deployment and restarts it', async () => {
      const before = await readDeployment(cluster, namespace, 'web');
      const undone = await act('conductor', 'rollouts', 'undo', 'deployment/web');
      expect({ ...undone.ran, state: undone.act.state }).toMatchObject({ code: 0, state: 'effective' });
      expect((await readDeployment(cluster, namespace, 'web')).metadata.generation).toBeGreaterThan(before.metadata.generation);
      const restarted = await act('conductor', 'rollouts', 'restart', 'deployment/web');
      expect({ ...restarted.ran, state: restarted.act.state }).toMatchObject({ code: 0, state: 'effective' });
    });

    test('a revision that is not there ends with 1 and changes nothing', async () => {
      const { ran, act: failed } = await act('conductor', 'rollouts', 'undo', 'deployment/web', '--to-revision', '99');
      expect({ ...ran, state: failed.state }).toMatchObject({ code: 1, state: 'failed' });
    });

    test('all of it is in the log, and the log is intact, on the desk and as an export', async () => {
      const entries = json(await rcc('viewer', 'audit', 'list', '--json', '--limit', '1000'));
      const outcomes = entries.filter((entry: { phase: string }) => entry.phase === 'outcome');
      expect(
        outcomes.some(
          (entry: { outcome: string; actor: { name: string } }) => entry.outcome === 'refused' && entry.actor.name === 'viewer',
        ),
      ).toBe(true);
      expect(
        outcomes.some(
          (entry: { outcome: string; actor: { name: string } }) => entry.outcome === 'effective' && entry.actor.name === 'on-call',
        ),
      ).toBe(true);
      const verdict = json(await rcc('viewer', 'audit', 'verify', '--json'));
      expect(verdict).toMatchObject({ intact: true, entries: entries.length });
      const file = join(home, 'log.jsonl');
      writeFileSync(file, (await rcc('viewer', 'audit', 'export')).stdout);
      const { seq, hash } = verdict.head;
      const [key] = verdict.fingerprints;
      const alone = await runRcc(['audit', 'verify', file, '--key', key, '--head', `${seq}:${hash}`, '--json'], { HOME: home });
      expect(json(alone)).toMatchObject({ intact: true, entries: entries.length });
    });
  });

  test('watch --json tells of a change while it happens, and --timeout ends it', async () => {
    const child = startRcc(
      ['rollouts', 'watch', 'rollout/held', '-n', other, '--json', '--context', 'viewer', '--kubeconfig', kubeconfig],
      { HOME: home },
    );
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const lines = async () =>
      said
        .trimEnd()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    await until('the first line', lines, (seen) => seen.length > 0);
    await rcc('admin', 'rollouts', 'abort', 'rollout/held', '-n', other, '--reason', 'a test');
    const seen = await until('the abort', lines, (rows) => rows.some((row) => row.aborted === true));
    expect(seen.every((row) => row.name === 'held' && row.namespace === other)).toBe(true);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  });
});
