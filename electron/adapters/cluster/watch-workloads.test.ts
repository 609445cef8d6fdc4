import { describe, expect, it } from 'vitest';
import type { WorkloadChange, WorkloadWatch } from '#core/ports/cluster.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { createSystemClock } from '../system/system-clock.ts';
import { listWorkloads } from './list-workloads.ts';
import { watchWorkloads } from './watch-workloads.ts';

type Answers = Readonly<Record<string, Result<readonly unknown[]>>>;

/**
 * An API server as three answers: a list, or a refusal, for each collection. Its watches stay open and silent. Of what is named in
 * `later` the lists bring the second page only.
 */
function serverOf(answers: Answers, later: readonly unknown[] = []): ApiClient {
  const nothing = () => undefined;
  const clock = createSystemClock();
  return {
    context: 'prod',
    user: null,
    clock,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    liveness: { subscribe: () => nothing },
    request: async () => fail('not-found', 'only lists are served'),
    async list({ path, query, onItem }) {
      const answer = answers[path.split('/').pop() ?? ''] ?? fail('not-found', 'unknown path');
      if (!answer.ok) return answer;
      const second = query?.['continue'] !== undefined;
      for (const item of answer.value) if (later.includes(item) === second) onItem(item);
      const more = !second && answer.value.some((item) => later.includes(item));
      return ok({ metadata: { resourceVersion: '1', ...(more ? { continue: 'second' } : {}) } });
    },
    stream: ({ signal, onOpen }) =>
      new Promise((resolve) => {
        onOpen?.();
        signal.addEventListener('abort', () => resolve(ok(undefined)), { once: true });
      }),
    dispose: async () => undefined,
  };
}

async function firstChanges(
  answers: Answers,
  enough: (changes: readonly WorkloadChange[]) => boolean,
  later: readonly unknown[] = [],
  onPart: (watch: WorkloadWatch) => void = () => {},
): Promise<readonly WorkloadChange[]> {
  const stop = new AbortController();
  const changes: WorkloadChange[] = [];
  const seen = await new Promise<readonly WorkloadChange[]>((resolve) => {
    const onChange = (change: WorkloadChange) => {
      changes.push(change);
      if (change.type === 'part') onPart(watch);
      if (enough(changes)) resolve([...changes]);
    };
    const watch = watchWorkloads(serverOf(answers, later), { namespace: 'shop' }, () => 0.5, onChange, stop.signal);
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

describe('the joined watch of a cluster whose lists have several pages', () => {
  const replicaSetOf = (name: string) => ({
    metadata: {
      ...meta(`${name}-1`),
      labels: { 'rollouts-pod-template-hash': '1' },
      ownerReferences: [{ uid: name, kind: 'Rollout', name, controller: true }],
    },
  });
  const runs = (name: string, spec: object = { template: {} }) => ({
    metadata: meta(name),
    spec: { ...spec, strategy: { canary: {} } },
    status: { stableRS: '1', currentPodHash: '1' },
  });
  const [one, two, three] = [runs('one'), runs('two'), runs('three')];
  const sets = [replicaSetOf('one'), replicaSetOf('two'), replicaSetOf('three')];
  const partNames = (changes: readonly WorkloadChange[]) =>
    changes.flatMap((change) => (change.type === 'part' ? change.workloads.map(({ target }) => target.name) : []));

  it('tells the Rollouts that are whole, and all of them when the rest is wanted', async () => {
    const changes = await firstChanges(
      { rollouts: ok([one, two, three]), deployments: ok([]), replicasets: ok(sets) },
      hasSnapshot,
      // Of two the ReplicaSet is on the second page, of three all is.
      [three, sets[1], sets[2]],
      (watch) => watch.readRest(),
    );
    expect(changes.map(({ type }) => type)).toEqual(['part', 'snapshot']);
    expect(partNames(changes)).toEqual(['one']);
    expect(namesIn(changes)).toEqual(['Rollout/one', 'Rollout/two', 'Rollout/three']);
  });

  it('counts a Rollout as whole only with the Deployment it refers to', async () => {
    const refers = runs('refers', { workloadRef: { kind: 'Deployment', name: 'd' } });
    const changes = await firstChanges(
      { rollouts: ok([refers, one]), deployments: ok([deployment]), replicasets: ok([...sets, replicaSetOf('refers')]) },
      hasSnapshot,
      [deployment],
      (watch) => watch.readRest(),
    );
    expect(partNames(changes)).toEqual(['one']);
    expect(namesIn(changes)).toEqual(['Rollout/refers', 'Rollout/one']);
  });

  it('reads the rest by itself when nobody asks for it', async () => {
    const changes = await firstChanges({ rollouts: ok([one, two]), deployments: ok([]), replicasets: ok(sets) }, hasSnapshot, [two]);
    expect(changes.map(({ type }) => type)).toEqual(['part', 'snapshot']);
  });

  it('tells no part after a first snapshot: a list that broke off is healed by all of it, not by its first page', async () => {
    const answers: Record<string, Result<readonly unknown[]>> = {
      rollouts: fail('unreachable', 'reset'),
      deployments: ok([]),
      replicasets: ok(sets),
    };
    const changes = await firstChanges(
      answers,
      (each) => {
        if (hasSnapshot(each)) answers['rollouts'] = ok([one, two]);
        return namesIn(each).length === 2;
      },
      [two],
    );
    expect(changes.map(({ type }) => type)).toEqual(['silent', 'snapshot', 'silent', 'snapshot']);
  });

  it('tells no part of which nothing is whole', async () => {
    const changes = await firstChanges({ rollouts: ok([one]), deployments: ok([]), replicasets: ok(sets) }, hasSnapshot, sets);
    expect(changes.map(({ type }) => type)).toEqual(['snapshot']);
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
