import type { Cluster } from '#core/ports/cluster.ts';
import { ok } from '#shared/contract/result.ts';
import type { Identity, Rights } from '#shared/domain/policy/rights.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { rightsIn, rightsSaid, selfSubjectReview, serverVersion } from '../kubernetes/self-review.ts';
import { readRoutes } from '../routes/read-routes.ts';
import { createKept } from './kept.ts';
import { listWorkloads } from './list-workloads.ts';
import { readPods } from './pods.ts';
import { prepare } from './prepare.ts';
import { readDetail } from './read-detail.ts';
import { readBasis, readFull } from './read-workload.ts';
import { sendWrite } from './send.ts';
import { watchWorkloads } from './watch-workloads.ts';
import { whoMay } from './who-may.ts';

const rightsMs = 30_000;
const identityMs = 300_000;

/** The Cluster port over one API client. Rights are kept for 30 s and the identity for 5 min: roles change while a desk runs. */
export function createKubernetesCluster(client: ApiClient, random: () => number): Cluster {
  const keptRights = createKept<Rights>(rightsMs, client.clock);
  const keptIdentity = createKept<Identity>(identityMs, client.clock);
  return {
    context: client.context,
    identity: (signal) => keptIdentity('', () => selfSubjectReview(client, signal)),
    rights: (namespace, signal) => keptRights(namespace, () => rightsIn(client, namespace, client.clock, signal)),
    rightsSaid: (namespace, signal) => rightsSaid(client, namespace, signal),
    version: (signal) => serverVersion(client, signal),
    watchWorkloads: (scope, onChange, signal) => watchWorkloads(client, scope, random, onChange, signal),
    listWorkloads: (scope, signal) => listWorkloads(client, scope, signal),
    async read(target, signal) {
      const reading = await readFull(client, target, signal);
      return reading.ok ? ok(reading.value.workload) : reading;
    },
    readBasis: (target, signal) => readBasis(client, target, signal),
    readRoutes: (workload, signal) => readRoutes(client, workload, signal),
    readDetail: (target, signal) => readDetail(client, target, signal),
    async countPods(target, hash, signal) {
      const pods = await readPods(client, target, [hash], signal);
      return pods.ok ? ok(pods.value.filter((pod) => pod.ready).length) : pods;
    },
    prepare: (workload, command, signal) => prepare(client, workload, command, signal),
    whoMay: (target, command, signal) => whoMay(client, target, command, signal),
    send: (write, { dryRun = false }, signal) => sendWrite(client, write, dryRun, signal),
  };
}
