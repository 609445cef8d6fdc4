import { describe, expect, it } from 'vitest';
import type { WorkloadChange } from '#core/ports/cluster.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { createSystemClock } from '../system/system-clock.ts';
import { listWorkloads } from './list-workloads.ts';
import { watchWorkloads } from './watch-workloads.ts';

type Answers = Readonly<Record<string, Result<readonly unknown[]>>>;

/** An API server as three answers: a list, or a refusal, for each collection. Its watches stay open and silent. */
function serverOf(answers: Answers): ApiClient {
  const nothing = () => undefined;
  const clock = createSystemClock();
  return {
    context: 'prod',
    user: null,
    clock,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    liveness: { subscribe: () => nothing },
    request: async () => fail('not-found', 'only lists are served'),
    async list({ path, onItem }) {
      const answer = answers[path.split('/').pop() ?? ''] ?? fail('not-found', 'unknown path');
      if (!answer.ok) return answer;
      for (const item of answer.value) onItem(item);
      return ok({ metadata: { resourceVersion: '1' } });
    },
    stream: ({ signal, onOpen }) =>
      new Promise((resolve) => {
        onOpen?.();
        signal.addEventListener('abort', () => resolve(ok(undefined)), { once: true });
      }),
    dispose: async () => undefined,
  };
}

async function firstChanges(answers: Answers, enough: (changes: readonly WorkloadChange[]) => boolean): Promise<readonly WorkloadChange[]> {
  const stop = new AbortController();
  const changes: WorkloadChange[] = [];
  const seen = await new Promise<readonly WorkloadChange[]>((resolve) => {
    const onChange = (change: WorkloadChange) => {
      changes.push(change);
      if (enough(changes)) resolve([...changes]);
    };
    watchWorkloads(serverOf(answers), { namespace: 'shop' }, () => 0.5, onChange, stop.signal);
  });
  stop.abort();
  return seen;
}

const meta = (name: string) => ({ name, namespace: 'shop', uid: name, resourceVersion: '1', generation: 1 });
const rollout = { metadata: meta('r'), spec: { template: {}, strategy: { canary: {} } } };
const referring = { metadata: meta('refers'), spec: { workloadRef: { kind: 'Deployment', name: 'd' }, strategy: { canary: {} } } };
const deployment = { metadata: meta('d'), spec: { template: {} } };
const replicaSet = {
  metadata: {
    ...meta('r-1'),
    labels: { 'rollouts-pod-template-hash': '1' },
    ownerReferences: [{ uid: 'r', kind: 'Rollout', name: 'r', controller: true }],
  },
};
const hasSnapshot = (changes: readonly WorkloadChange[]) => changes.some((change) => change.type === 'snapshot');
const namesIn = (changes: readonly WorkloadChange[]) =>
  changes.flatMap((change) => (change.type === 'snapshot' ? change.workloads.map(({ target }) => `${target.kind}/${target.name}`) : []));

describe('the joined watch', () => {
  it('begins with one snapshot in which ReplicaSets are already joined', async () => {
    const changes = await firstChanges(
      { rollouts: ok([rollout]), deployments: ok([deployment]), replicasets: ok([replicaSet]) },
      hasSnapshot,
    );
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ workloads: [{ target: { name: 'r' }, versions: [{ hash: '1' }] }, { target: { name: 'd' } }] });
  });

  it('takes a cluster without the Rollout CRD for one without Rollouts, and says nothing', async () => {
    const missing = fail('not-found', 'the server could not find the requested resource');
    const changes = await firstChanges({ rollouts: missing, deployments: ok([deployment]), replicasets: ok([]) }, hasSnapshot);
    expect(changes.map(({ type }) => type)).toEqual(['snapshot']);
    expect(namesIn(changes)).toEqual(['Deployment/d']);
  });

  it('goes on with what may be read, and names what may not', async () => {
    const changes = await firstChanges(
      { rollouts: ok([rollout]), deployments: fail('forbidden', 'You may not.'), replicasets: ok([]) },
      hasSnapshot,
    );
    expect(changes.find(({ type }) => type === 'silent')).toMatchObject({
      error: { kind: 'forbidden', message: 'deployments cannot be read in shop: You may not.' },
    });
    expect(changes.at(-1)?.type).toBe('snapshot');
    expect(namesIn(changes)).toEqual(['Rollout/r']);
  });

  it('has no snapshot where nothing can be read', async () => {
    const down = fail('unreachable', 'refused');
    const changes = await firstChanges(
      { rollouts: down, deployments: down, replicasets: down },
      (each) => each.filter(({ type }) => type === 'silent').length === 3,
    );
    expect(hasSnapshot(changes)).toBe(false);
  });

  it('lists a Deployment a Rollout refers to as that Rollout only', async () => {
    const changes = await firstChanges({ rollouts: ok([referring]), deployments: ok([deployment]), replicasets: ok([]) }, hasSnapshot);
    expect(namesIn(changes)).toEqual(['Rollout/refers']);
  });
});

describe('the list', () => {
  const scope = { namespace: null };
  const signal = new AbortController().signal;
  it('fails with the words of what may not be listed, rather than show half', async () => {
    const server = serverOf({ rollouts: fail('forbidden', 'You may not.'), deployments: ok([deployment]), replicasets: ok([]) });
    expect(await listWorkloads(server, scope, signal)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });
  it('holds the Deployments of a cluster without the Rollout CRD', async () => {
    const server = serverOf({ rollouts: fail('not-found', 'no such resource'), deployments: ok([deployment]), replicasets: ok([]) });
    expect(await listWorkloads(server, scope, signal)).toMatchObject({ ok: true, value: [{ target: { kind: 'Deployment' } }] });
  });
});
