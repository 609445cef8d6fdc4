import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deployments, nodes, pods } from '../../store/resources.ts';
import { createWorld, template, type World } from '../testing/world.ts';

const Pod = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({ nodeName: z.string().optional() }),
  status: z.looseObject({
    phase: z.string(),
    containerStatuses: z
      .array(z.looseObject({ ready: z.boolean(), restartCount: z.number(), imageID: z.string(), state: z.record(z.string(), z.unknown()) }))
      .default([]),
  }),
});

function onePod(options = {}): { world: World; pod: () => z.infer<typeof Pod> } {
  const world = createWorld(options);
  world.create(deployments, 'web', { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: template('web', 'shop/web:1') });
  const pod = () => Pod.parse(world.podsOf('web')[0]);
  world.until('a Pod', () => world.podsOf('web').length === 1);
  return { world, pod };
}
const isReady = (pod: z.infer<typeof Pod>) => pod.status.containerStatuses[0]?.ready === true;

describe('a Pod', () => {
  it('goes from Pending over a node and ContainerCreating to Running and Ready, in a few seconds', () => {
    const { world, pod } = onePod();
    const seen: string[] = [];
    for (let time = 0; time < 120 && !isReady(pod()); time += 1) {
      const [container] = pod().status.containerStatuses;
      const state =
        `${pod().status.phase} ${pod().spec.nodeName === undefined ? '-' : 'node'} ${JSON.stringify(container?.state ?? {}).includes('ContainerCreating') ? 'creating' : ''}`.trim();
      if (seen.at(-1) !== state) seen.push(state);
      world.run(0.05);
    }
    expect(seen).toEqual(['Pending -', 'Pending node', 'Pending node creating', 'Running node']);
    expect(pod().status.containerStatuses[0]?.imageID).toMatch(/^shop\/web@sha256:[0-9a-f]{64}$/);
    expect(world.events(pod().metadata.name).map((each) => each.split(':')[0])).toEqual(['Scheduled', 'Pulled', 'Created', 'Started']);
  });

  it('that failed waits longer before every restart', () => {
    const { world, pod } = onePod({ startup: () => 100 });
    const waits: number[] = [];
    for (let crash = 0; crash < 3; crash += 1) {
      world.until('ready', () => isReady(pod()));
      expect(world.controllers.pods.fail('shop', pod().metadata.name, { reason: 'OOMKilled', exitCode: 137 })).toBe(true);
      const from = world.clock.now();
      expect(pod().status.containerStatuses[0]).toMatchObject({
        ready: false,
        restartCount: crash + 1,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
      });
      world.until('running again', () => 'running' in (pod().status.containerStatuses[0]?.state ?? {}));
      waits.push(Math.round((world.clock.now() - from) / 1_000));
    }
    expect(waits).toEqual([1, 10, 20]);
    expect(pod().status.containerStatuses[0]).toMatchObject({ lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } } });
  });

  it('that does not answer its probe is not counted as available', () => {
    const { world, pod } = onePod();
    world.until('ready', () => isReady(pod()));
    world.controllers.pods.setReady('shop', pod().metadata.name, false);
    world.until('unavailable', () => world.sets('web')[0]?.available === 0);
    world.controllers.pods.setReady('shop', pod().metadata.name, true);
    world.until('available', () => world.sets('web')[0]?.available === 1);
  });

  it('that is deleted goes gracefully and is replaced', () => {
    const { world, pod } = onePod();
    world.until('ready', () => isReady(pod()));
    const { name } = pod().metadata;
    const object = world.get(pods, name);
    world.store.update(pods, {
      ...object,
      metadata: { ...object.metadata, deletionTimestamp: '2026-03-02T09:01:00Z', deletionGracePeriodSeconds: 30 },
    });
    world.run(0.3);
    expect(world.podsOf('web')).toHaveLength(2);
    world.until('gone', () => !world.podsOf('web').some((each) => each.metadata.name === name), 3);
  });

  it('that no node takes says why, and is placed when one does', () => {
    const world = createWorld();
    for (const node of ['node-0', 'node-1', 'node-2']) world.store.delete(nodes, null, node);
    world.create(deployments, 'web', { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: template('web', 'shop/web:1') });
    world.run(2);
    expect(JSON.stringify(world.podsOf('web')[0]?.status)).toContain('no nodes available to schedule pods');
    world.store.create(nodes, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'late' }, spec: {} });
    world.until('ready', () => world.sets('web')[0]?.available === 1, 15);
  });

  it('cannot be failed when it is not there', () => {
    expect(createWorld().controllers.pods.fail('shop', 'nobody', { reason: 'Error', exitCode: 1 })).toBe(false);
  });
});
