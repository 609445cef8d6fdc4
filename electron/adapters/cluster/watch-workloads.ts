import type { WorkloadChange, WorkloadScope, WorkloadWatch } from '#core/ports/cluster.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { listWatch } from '../kubernetes/list-watch.ts';
import type { Collection, StreamEvent } from '../kubernetes/watch/stream-event.ts';
import { collectionsOf } from './collections.ts';
import { createGate } from './gate.ts';
import { createWorkloadJoin, type JoinedChange } from './workload-join.ts';

type Part = 'rollouts' | 'deployments' | 'replicasets';

interface PartState {
  /** Its first page is here, or it is settled. */
  begun: boolean;
  /** Has spoken: a first snapshot, or why there is none. */
  settled: boolean;
  silent: { readonly error: Failure; readonly since: number } | null;
}

/** The server refuses or does not know this collection, and is well otherwise: the others go on. */
const refusals = new Set<Failure['kind']>(['forbidden', 'not-found', 'unsupported']);

/** First pages: more Rollouts than a screen shows, and at least as many ReplicaSets of each as tell its two versions. */
const firstRollouts = 50;
const firstReplicaSets = 200;
/** The rest waits no longer than this for a reader who shows the first ones. */
const restAfterMs = 1_000;

/**
 * Three list-watches told as one: a first snapshot when all three have spoken, then joined upserts. A collection that may not
 * be read is told once as `silent`, by name; a cluster without the Rollout CRD is one without Rollouts. Where one of the lists has
 * several pages, the Rollouts that are whole after the first pages are told before; the rest is read when the reader wants it.
 */
export function watchWorkloads(
  client: ApiClient,
  scope: WorkloadScope,
  random: () => number,
  onChange: (change: WorkloadChange) => void,
  signal: AbortSignal,
): WorkloadWatch {
  const join = createWorkloadJoin();
  const parts: Record<Part, PartState> = {
    rollouts: { begun: false, settled: false, silent: null },
    deployments: { begun: false, settled: false, silent: null },
    replicasets: { begun: false, settled: false, silent: null },
  };
  const { rollouts, deployments, replicaSets } = collectionsOf(client.context, scope.namespace);
  const rest = createGate(client.clock, restAfterMs, signal);
  let started = false;
  let told = false;

  const broken = () => Object.values(parts).find(({ silent }) => silent !== null && !refusals.has(silent.error.kind))?.silent ?? null;
  /** Pulses come on every stream alike; one of them speaks for all. */
  const speaker = () => (['rollouts', 'deployments', 'replicasets'] as const).find((part) => parts[part].silent === null);

  /** Once, before the first snapshot, and only where that takes longer. */
  function tellPart(at: number): void {
    if (started || told || !Object.values(parts).every(({ begun }) => begun)) return;
    told = true;
    const workloads = join.wholeRollouts();
    if (workloads.length === 0) rest.open();
    else onChange({ type: 'part', workloads, at });
  }

  function snapshot(at: number): void {
    if (!Object.values(parts).every(({ settled }) => settled)) return tellPart(at);
    if (!started && Object.values(parts).every(({ silent }) => silent !== null)) return;
    started = true;
    onChange({ type: 'snapshot', workloads: join.all(), at });
    sayBroken(at);
  }

  function sayBroken(at: number): void {
    const silent = broken();
    if (silent !== null) onChange({ type: 'silent', ...silent, at });
  }

  function change({ upserts, removes }: JoinedChange, at: number): void {
    if (!started) return;
    for (const target of removes) onChange({ type: 'remove', target, at });
    for (const workload of upserts) onChange({ type: 'upsert', workload, at });
    if (upserts.length + removes.length > 0) sayBroken(at);
  }

  function fallSilent(part: Part, error: Failure, since: number, at: number): void {
    const state = parts[part];
    const first = !state.settled;
    const was = state.silent;
    state.begun = true;
    state.settled = true;
    state.silent = { error, since };
    if (part === 'rollouts' && error.kind === 'not-found') {
      // Asked again for ever, in case the CRD is installed one day; told once.
      if (!first && was?.error.kind === 'not-found') return;
      join.replace('Rollout', []);
      return snapshot(at);
    }
    const refused = refusals.has(error.kind);
    const words = refused
      ? { ...error, message: `${part} cannot be read${scope.namespace === null ? '' : ` in ${scope.namespace}`}: ${error.message}` }
      : error;
    onChange({ type: 'silent', error: words, since, at });
    if (first) snapshot(at);
    else if (refused && broken() === null && speaker() !== undefined) onChange({ type: 'alive', at });
  }

  function follow<T>(
    part: Part,
    collection: Collection<T> & { readonly firstPage?: number },
    on: { replace(items: readonly T[]): void; put(item: T): JoinedChange; remove(key: string): JoinedChange },
  ): void {
    const onEvent = (event: StreamEvent<T>): void => {
      if (event.type === 'silent') return fallSilent(part, event.error, event.since, event.at);
      const state = parts[part];
      // A first page alone does not heal a list that broke off.
      if (event.type !== 'part') state.silent = null;
      switch (event.type) {
        case 'part':
          state.begun = true;
          on.replace(event.items);
          return tellPart(event.at);
        case 'snapshot':
          state.begun = true;
          state.settled = true;
          on.replace(event.items);
          return snapshot(event.at);
        case 'upsert':
          return change(on.put(event.item), event.at);
        case 'remove':
          return change(on.remove(event.key), event.at);
        case 'alive':
          if (started && broken() === null && speaker() === part) onChange({ type: 'alive', at: event.at });
      }
    };
    void listWatch({ ...collection, client, clock: client.clock, random, signal, onEvent, beforeNext: rest.passed });
  }

  follow(
    'rollouts',
    { ...rollouts, firstPage: firstRollouts },
    {
      replace: (items) => join.replace('Rollout', items),
      put: join.putBase,
      remove: (key) => join.removeBase('Rollout', key),
    },
  );
  follow('deployments', deployments, {
    replace: (items) => join.replace('Deployment', items),
    put: join.putBase,
    remove: (key) => join.removeBase('Deployment', key),
  });
  follow(
    'replicasets',
    { ...replicaSets, firstPage: firstReplicaSets },
    { replace: join.replaceReplicaSets, put: join.putReplicaSet, remove: join.removeReplicaSet },
  );
  return { readRest: rest.open };
}
