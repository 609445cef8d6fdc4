import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleOf } from '#shared/domain/policy/role.ts';
import { availabilityOf } from '#shared/domain/rollouts/availability.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { pathsIn, podTemplate, rollout } from './testing/manifests.ts';
import { type Bench, type Connection, connectAs, createBench, good, realKubeconfig } from './testing/real-cluster.ts';

const signal = AbortSignal.timeout(300_000);

describe.skipIf(!realKubeconfig)('the five users of a real control plane', () => {
  let bench: Bench;
  let app: Target;
  const connections: Connection[] = [];
  beforeAll(async () => {
    bench = await createBench('users');
    app = bench.target('Rollout', 'shop');
    const { rollouts } = pathsIn(bench.namespace);
    await bench.create(rollouts, rollout('shop', { canary: { steps: [{ setWeight: 25 }, { pause: {} }] } }, podTemplate('shop', '1')));
    await bench.until(app, 'healthy', (each) => each.phase === 'Healthy');
    await bench.patch(`${rollouts}/shop`, { spec: { template: podTemplate('shop', '2') } });
    await bench.until(app, 'its first pause', (each) => each.pauseConditions.length > 0);
  });
  afterAll(async () => {
    await Promise.all(connections.map(({ client }) => client.dispose()));
    await bench.remove();
  });

  async function as(user: string) {
    const connection = await connectAs(user);
    connections.push(connection);
    return connection.cluster;
  }

  it.each([
    ['admin', 'operator', ['promote', 'promote-full', 'pause', 'abort', 'undo', 'restart']],
    ['conductor', 'operator', ['promote', 'promote-full', 'pause', 'abort', 'undo', 'restart']],
    ['on-call', 'operator', ['promote', 'promote-full', 'pause', 'abort', 'undo', 'restart']],
    ['responder', 'responder', ['abort']],
    ['viewer', 'viewer', []],
  ])('%s is named by the cluster, is a %s, and may %j', async (user, role, actions) => {
    const cluster = await as(user);
    expect(good(await cluster.identity(signal))).toMatchObject({ name: expect.stringContaining(user), source: 'SelfSubjectReview' });
    const rights = good(await cluster.rights(bench.namespace, signal));
    expect(roleOf(rights)).toBe(role);
    const list = availabilityOf(good(await cluster.read(app, signal)), rights);
    expect(list.filter((each) => each.enabled).map((each) => each.action)).toEqual(actions);
  });

  it('the API server refuses a viewer in its own words', async () => {
    const cluster = await as('viewer');
    const workload = good(await cluster.read(app, signal));
    const [write] = good(await cluster.prepare(workload, { action: 'abort' }, signal)).writes;
    if (write === undefined) throw new Error('nothing prepared');
    expect(await cluster.send(write, {}, signal)).toMatchObject({
      ok: false,
      error: { kind: 'forbidden', upstream: { text: expect.stringContaining('cannot patch resource "rollouts/status"'), status: 403 } },
    });
  });

  it('a responder may not pause, and says so; an abort goes through', async () => {
    const cluster = await as('responder');
    const workload = good(await cluster.read(app, signal));
    const [pause] = good(await cluster.prepare(workload, { action: 'pause' }, signal)).writes;
    if (pause === undefined) throw new Error('nothing prepared');
    expect(await cluster.send(pause, {}, signal)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await bench.act(app, { action: 'abort' }, cluster)).toMatchObject({ proof: 'no canary pod is left' });
  });

  it('says who else may, to those who may read role bindings', async () => {
    const abort = good(await bench.admin.cluster.whoMay(app, { action: 'abort' }, signal));
    expect(abort).toEqual(expect.arrayContaining(['responder', 'on-call', 'conductor']));
    const promote = good(await bench.admin.cluster.whoMay(app, { action: 'promote' }, signal));
    expect(promote).toEqual(expect.arrayContaining(['on-call', 'conductor']));
    expect(promote).not.toContain('responder');
    const viewer = await as('viewer');
    expect(await viewer.whoMay(app, { action: 'abort' }, signal)).toMatchObject({ error: { kind: 'forbidden' } });
  });
});
