import { describe, expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { RightAnswer } from '#shared/domain/connections/access.ts';
import type { Identity } from '#shared/domain/policy/rights.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { Registry } from './read-model.ts';
import { contextRights } from './rights.ts';

const clock: Clock = { now: () => 1_000, monotonic: () => 1_000, sleep: () => new Promise(() => {}) };
const identity: Identity = { name: 'mia', groups: ['sre'], source: 'SelfSubjectReview' };
const answers = (rollouts: boolean | null, status: boolean | null, deployments: boolean | null): RightAnswer[] => [
  { right: 'patchRollouts', resource: 'rollouts', allowed: rollouts, words: 'as it says' },
  { right: 'patchRolloutsStatus', resource: 'rollouts/status', allowed: status, words: '' },
  { right: 'patchDeployments', resource: 'deployments', allowed: deployments, words: '' },
];

function registryOf(said: Result<readonly RightAnswer[]>, version: Result<string> = ok('v1.33.1')) {
  const alive: string[] = [];
  const identities = createLiveChannel<Identity>(clock);
  const refused = () => Promise.resolve(fail('internal', 'not asked here'));
  const cluster: Cluster = {
    context: 'prod',
    identity: async () => ok(identity),
    rights: refused,
    rightsSaid: async () => said,
    version: async () => version,
    watchWorkloads: () => ({ readRest() {} }),
    listWorkloads: refused,
    read: refused,
    readBasis: refused,
    readRoutes: refused,
    readDetail: refused,
    countPods: refused,
    prepare: refused,
    whoMay: refused,
    send: refused,
  };
  const registry: Registry = {
    clusterOf: async (context) => (context === 'prod' ? ok(cluster) : fail('not-found', 'no such context')),
    noteAlive: (context) => alive.push(context),
    actorOn: async () => ({ name: 'mia', source: 'SelfSubjectReview' }),
    identities,
  };
  return { registry, alive };
}
const ask = (registry: Registry, context = 'prod') =>
  contextRights(registry, clock, { context, namespace: 'shop' }, new AbortController().signal);
const allowed = (result: Awaited<ReturnType<typeof ask>>, kind: string) =>
  result.ok ? result.value.actions.filter((one) => one.kind === kind && one.may === true).map(({ action }) => action) : null;

describe('what a person may do on a cluster', () => {
  test('is the rule over the answers, action by action, and the answers in the words of the cluster', async () => {
    const { registry, alive } = registryOf(ok(answers(false, true, false)));
    const said = await ask(registry);
    expect(said).toMatchObject({
      ok: true,
      value: {
        role: 'responder',
        version: { ok: true, value: 'v1.33.1' },
        identity: { ok: true, value: { groups: ['sre'] } },
        answers: { ok: true, value: [{ resource: 'rollouts', words: 'as it says' }, {}, {}] },
      },
    });
    expect(allowed(said, 'Rollout')).toEqual(['abort']);
    expect(allowed(said, 'Deployment')).toEqual([]);
    expect(registry.identities.get('prod')).toEqual(identity);
    expect(alive).toEqual(['prod']);
  });

  test('going forward takes both rights, a Deployment its own', async () => {
    const said = await ask(registryOf(ok(answers(true, false, true))).registry);
    expect(allowed(said, 'Rollout')).toEqual(['pause', 'undo']);
    expect(allowed(said, 'Deployment')).toEqual(['pause', 'resume', 'undo', 'restart']);
  });

  test('what the cluster does not say is not told, and no part hides another', async () => {
    const said = await ask(registryOf(fail('forbidden', 'not for you'), fail('unreachable', 'nobody there')).registry);
    expect(said).toMatchObject({
      ok: true,
      value: { role: 'unknown', answers: { ok: false, error: { kind: 'forbidden' } }, version: { ok: false }, identity: { ok: true } },
    });
    expect(said.ok && said.value.actions.every(({ may }) => may === null)).toBe(true);
  });

  test('a context nobody knows is the failure', async () => {
    expect(await ask(registryOf(ok([])).registry, 'elsewhere')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});
