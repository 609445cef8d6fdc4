import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RealCluster, realCluster } from './testing/real-cluster.ts';
import {
  createNamespace,
  createPausedBlueGreen,
  createPausedCanary,
  readRollout,
  selectedHash,
  setImage,
  startVersion,
} from './testing/real-rollouts.ts';
import { isBuilt, runRcc } from './testing/spawn-rcc.ts';

const kubeconfig = process.env['RCC_TEST_KUBECONFIG'] ?? '';
const namespace = `rcc-cli-acts-${process.pid}`;
const image = (tag: string) => `registry.example/payments:${tag}`;

describe.skipIf(kubeconfig === '' || !isBuilt())('every action, as everybody', () => {
  let cluster: RealCluster;
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'rcc-cli-acts-'));
    cluster = realCluster(kubeconfig);
    await createNamespace(cluster, namespace);
  });
  afterAll(async () => {
    await cluster.send('DELETE', `/api/v1/namespaces/${namespace}`);
    rmSync(home, { recursive: true, force: true });
  });

  /** The exit code and the state an act ended with, and what it said when it was not what was expected. */
  const act = async (user: string, words: string) => {
    const flags = ['-n', namespace, '--reason', 'a test', '--timeout', '60s', '--json', '--context', user, '--kubeconfig', kubeconfig];
    const ran = await runRcc([...words.split(' '), ...flags], { HOME: home, RCC_HOME: join(home, 'desk') });
    return { code: ran.code, state: JSON.parse(ran.stdout).state, stderr: ran.stderr };
  };
  const status = async (name: string) => (await readRollout(cluster, namespace, name)).status;
  const effective = { code: 0, state: 'effective' };
  const refused = { code: 2, state: 'refused' };

  describe.each(['admin', 'conductor', 'on-call'])('%s may act on a canary', (user) => {
    const name = `canary-${user}`;
    beforeAll(() => createPausedCanary(cluster, namespace, name));

    test('promote, pause, resume', async () => {
      expect(await act(user, `rollouts promote ${name}`)).toMatchObject(effective);
      expect((await status(name)).currentStepIndex).toBeGreaterThan(1);
      expect(await act(user, `rollouts pause ${name}`)).toMatchObject(effective);
      expect(await act(user, `rollouts resume ${name}`)).toMatchObject(effective);
    });

    test('abort, then retry', async () => {
      await startVersion(cluster, namespace, name, image('3.0.0'));
      expect(await act(user, `rollouts abort ${name}`)).toMatchObject(effective);
      expect((await status(name)).abort).toBe(true);
      expect(await act(user, `rollouts retry ${name}`)).toMatchObject(effective);
      expect((await status(name)).abort ?? false).toBe(false);
    });

    test('promote to the end, restart, undo', async () => {
      expect(await act(user, `rollouts promote ${name} --full`)).toMatchObject(effective);
      const { stableRS, currentPodHash } = await status(name);
      expect(stableRS).toBe(currentPodHash);
      expect(await act(user, `rollouts restart ${name}`)).toMatchObject(effective);
      expect(await act(user, `rollouts undo ${name}`)).toMatchObject(effective);
      expect((await status(name)).currentPodHash).not.toBe(currentPodHash);
    });
  });

  describe.each(['conductor', 'on-call'])('%s may act on blue-green', (user) => {
    const name = `blue-${user}`;
    const active = () => selectedHash(cluster, namespace, `${name}-active`);
    beforeAll(() => createPausedBlueGreen(cluster, namespace, name));

    test('promote switches the active Service, abort leaves it where it is', async () => {
      const before = await active();
      expect(await act(user, `rollouts promote ${name}`)).toMatchObject(effective);
      const switched = await active();
      expect(switched).not.toBe(before);
      await startVersion(cluster, namespace, name, image('3.0.0'));
      expect(await act(user, `rollback run ${name}`)).toMatchObject(effective);
      expect(await active()).toBe(switched);
    });
  });

  describe.each(['responder', 'viewer'])('%s', (user) => {
    const name = `guarded-${user}`;
    beforeAll(() => createPausedCanary(cluster, namespace, name));

    test.each(['promote', 'promote --full', 'pause', 'restart', 'undo'])('may not %s', async (words) => {
      const [verb, ...flags] = words.split(' ');
      expect(await act(user, ['rollouts', verb, name, ...flags].join(' '))).toMatchObject(refused);
      expect(await status(name)).toMatchObject({ phase: 'Paused', currentStepIndex: 1 });
    });

    test(user === 'responder' ? 'may abort' : 'may not abort', async () => {
      expect(await act(user, `rollouts abort ${name}`)).toMatchObject(user === 'responder' ? effective : refused);
    });
  });

  describe('in the middle of a busy rollout', () => {
    const name = 'busy';
    beforeAll(() => createPausedCanary(cluster, namespace, name));

    test('a rollback succeeds, ten times out of ten', async () => {
      const ended: unknown[] = [];
      for (let round = 0; round < 10; round += 1) {
        await setImage(cluster, namespace, name, image(`4.0.${round}`));
        // The new image is two seconds old: the controller is at work on it.
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        const { code, state, stderr } = await act('on-call', `rollback run ${name} --lever abort`);
        ended.push(state === 'effective' ? [code, state] : [code, state, stderr]);
      }
      expect(ended).toEqual(Array.from({ length: 10 }, () => [0, 'effective']));
    }, 180_000);
  });
});
