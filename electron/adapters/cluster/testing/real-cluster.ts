import { randomBytes } from 'node:crypto';
import type { Cluster, Prepared } from '#core/ports/cluster.ts';
import type { Result } from '#shared/contract/result.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import { dialOf } from '#shared/domain/rollouts/dial.ts';
import { isEffective } from '#shared/domain/rollouts/effective.ts';
import type { Effect } from '#shared/domain/rollouts/proof.ts';
import type { Dial } from '#shared/domain/rollouts/figure.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { standstill, touched } from '#shared/domain/rollouts/testing/standstill.ts';
import { isUnseen, nudgeOf, unseenAfterMs } from '#shared/domain/rollouts/unseen.ts';
import { isObserved, type Workload } from '#shared/domain/rollouts/workload.ts';
import type { Log } from '#core/ports/log.ts';
import { type ApiClient, createApiClient } from '../../kubernetes/api-client.ts';
import { loadKubeconfig } from '../../kubernetes/kubeconfig/load-kubeconfig.ts';
import { resolveContext } from '../../kubernetes/kubeconfig/resolve-context.ts';
import { createSystemClock } from '../../system/system-clock.ts';
import { createKubernetesCluster } from '../kubernetes-cluster.ts';
import { pathsIn } from './manifests.ts';

export const realKubeconfig = process.env['RCC_TEST_KUBECONFIG'];

const nothing = () => undefined;
const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

export interface Connection {
  readonly client: ApiClient;
  readonly cluster: Cluster;
}

/** The value of a Result that must be good; its failure in words otherwise. */
export function good<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message} ${result.error.upstream?.text ?? ''}`);
  return result.value;
}

/** A cluster as one of the five users. */
export async function connectAs(context: string): Promise<Connection> {
  const kubeconfig = good(await loadKubeconfig({ files: [realKubeconfig ?? ''], env: {}, homeDir: '/' }));
  const approvals = { isApproved: async () => false, approve: async () => ({ ok: true, value: undefined }) as const };
  const client = createApiClient(good(resolveContext(kubeconfig, context)), {
    clock: createSystemClock(),
    log: silentLog,
    exec: { approvals, path: async () => '', env: {}, terminal: false },
  });
  return { client, cluster: createKubernetesCluster(client, Math.random) };
}

/** A bench for one test file: a namespace of its own as admin, manifests in, and every state waited for. */
export interface Bench {
  readonly namespace: string;
  readonly admin: Connection;
  target(kind: Target['kind'], name: string, context?: string): Target;
  /** Creates one object in the namespace (or where its metadata says). */
  create(path: string, manifest: Record<string, unknown>): Promise<void>;
  patch(path: string, body: unknown): Promise<void>;
  /** Reads until the workload is as wanted, 20 s at most; its last state in the failure. */
  until(target: Target, what: string, wanted: (workload: Workload) => boolean): Promise<Workload>;
  dial(target: Target): Promise<Dial>;
  /** Prepares, sends and verifies, as core does. */
  act(target: Target, command: Command, as?: Cluster): Promise<Effect & { readonly workload: Workload }>;
  remove(): Promise<void>;
}

const patience = 20_000;

export async function createBench(name: string): Promise<Bench> {
  const admin = await connectAs('admin');
  const { client, cluster } = admin;
  const namespace = `${name}-${randomBytes(3).toString('hex')}`;
  const signal = AbortSignal.timeout(300_000);
  const post = async (path: string, body: unknown) => void good(await client.request({ method: 'POST', path, body, signal }));
  await post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });

  async function poll<T>(
    what: string,
    look: () => Promise<{ readonly done: boolean; readonly value: T; readonly words: string }>,
  ): Promise<T> {
    const until = Date.now() + patience;
    for (;;) {
      const { done, value, words } = await look();
      if (done) return value;
      if (Date.now() > until) throw new Error(`waited ${patience / 1_000} s for ${what}; last seen: ${words}`);
      await client.clock.sleep(100, signal);
    }
  }

  async function canaryPods(before: Workload, now: Workload): Promise<number | null> {
    if (now.routes.length > 0 || now.weights !== null) return null;
    let pods = 0;
    for (const hash of new Set([before.currentHash, now.currentHash])) {
      if (hash !== now.stableHash) pods += good(await cluster.countPods(now.target, hash, signal));
    }
    return pods;
  }

  /** As the core does it: an undo that meets a controller's own write is prepared anew and sent again. */
  async function sent(as: Cluster, before: Workload, command: Command): Promise<Prepared> {
    for (let left = 5; ; left -= 1) {
      const prepared = good(await as.prepare(before, command, signal));
      let conflict = false;
      for (const write of prepared.writes) {
        const answer = await as.send(write, {}, signal);
        conflict = !answer.ok && answer.error.kind === 'conflict' && command.action === 'undo' && left > 0;
        if (!conflict) good(answer);
      }
      if (!conflict) return prepared;
    }
  }

  const bench: Bench = {
    namespace,
    admin,
    target: (kind, workload, context = 'admin') => ({ context, namespace, kind, name: workload }),
    create: (path, manifest) => post(path, manifest),
    async patch(path, body) {
      good(await client.request({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body, signal }));
    },
    until: (target, what, wanted) => {
      const stoodStill = standstill(Date.now);
      return poll(what, async () => {
        const workload = good(await cluster.read(target, signal));
        if (target.kind === 'Rollout' && !wanted(workload) && stoodStill(workload.resourceVersion))
          await bench.patch(`${pathsIn(target.namespace).rollouts}/${target.name}`, touched(workload.resourceVersion));
        const { phase, message, currentStepIndex, replicas, observedGeneration, generation, aborted } = workload;
        const words = JSON.stringify({ phase, message, currentStepIndex, replicas, observedGeneration, generation, aborted });
        return { done: wanted(workload), value: workload, words };
      });
    },
    async dial(target) {
      const workload = good(await cluster.read(target, signal));
      const routes = good(await cluster.readRoutes(workload, signal));
      return dialOf({ workload, routes, rates: null, clusterAt: client.clock.now() });
    },
    async act(target, command, as = cluster) {
      const before = good(await cluster.read(target, signal));
      const { writes, to } = await sent(as, before, command);
      let unseenSince = client.clock.now();
      let nudges = 0;
      return await poll(`${command.action} to be effective`, async () => {
        const workload = good(await cluster.read(target, signal));
        const { aborted, abortedAt, currentHash, stableHash } = workload;
        const cleared = command.action === 'abort' && !aborted && abortedAt === null && isObserved(workload) && currentHash !== stableHash;
        if (cleared) for (const write of writes) good(await as.send(write, {}, signal));
        if (!isUnseen(command, before, workload)) unseenSince = client.clock.now();
        else if (client.clock.now() - unseenSince > unseenAfterMs) {
          good(await as.send(nudgeOf(workload, command, nudges), {}, signal));
          nudges += 1;
          unseenSince = client.clock.now();
        }
        const routes = good(await cluster.readRoutes(workload, signal));
        const effect = isEffective(command, { workload: before, to }, { workload, routes, canaryPods: await canaryPods(before, workload) });
        return { done: effect.effective, value: { ...effect, workload }, words: effect.missing };
      });
    },
    async remove() {
      await client.request({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}`, signal });
      await client.dispose();
    },
  };
  return bench;
}
