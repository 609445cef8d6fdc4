import { afterEach, expect, test } from 'vitest';
import { ok } from '#shared/contract/result.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { WorkloadChange } from '../ports/cluster.ts';
import { createFleet, type Fleet } from './fleet.ts';
import type { Rates, VersionHealths } from './rates.ts';

const noRates: Rates = {
  latest: () => null,
  refresh: async () => null,
  forget() {},
  healthOf: () => ({ at: null, error: null }),
};
const noHealths: VersionHealths = { latest: () => null, refresh: async () => null, forget() {} };
/** Nothing is ever due: what happens here happens by events alone. */
const stillClock = {
  now: () => 1_000,
  monotonic: () => 1_000,
  sleep: (_ms: number, signal?: AbortSignal) => new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve())),
};
const fleets: Fleet[] = [];
afterEach(() => {
  for (const fleet of fleets.splice(0)) fleet.stop();
});

/** A fleet over one cluster; `watching` holds the namespaces that are watched, and `tell` speaks on the newest watch. */
function overOneCluster() {
  const watching: (string | null)[] = [];
  let tell: (change: WorkloadChange) => void = () => {};
  const cluster = {
    context: 'prod',
    watchWorkloads({ namespace }: { namespace: string | null }, onChange: (change: WorkloadChange) => void) {
      watching.push(namespace);
      tell = onChange;
    },
  };
  const needs = {
    clusterOf: async () => ok(cluster),
    onAlive() {},
    rates: noRates,
    healths: noHealths,
    clock: stillClock,
    timeZone: 'UTC',
  };
  const fleet = createFleet(needs);
  fleets.push(fleet);
  return { fleet, watching, tell: (change: WorkloadChange) => tell(change) };
}

const wellNow: WorkloadChange = { type: 'snapshot', workloads: [], at: 1_000 };
const silentNow = (kind: Failure['kind']): WorkloadChange => ({
  type: 'silent',
  error: { kind, message: 'replicasets cannot be read' },
  since: 900,
  at: 1_000,
});

test('a page of one namespace reads the watch of the whole cluster while that is well: no event is read twice', async () => {
  const { fleet, watching, tell } = overOneCluster();
  await fleet.acquire('prod', null);
  tell(wellNow);
  await fleet.acquire('prod', 'shop');
  expect(watching).toEqual([null]);
});

test.each([
  ['has not spoken yet', []],
  ['went silent', [wellNow, silentNow('unreachable')]],
  ['was refused a collection that one namespace may give', [silentNow('forbidden'), wellNow]],
])('where the watch of the whole cluster %s, the namespace gets a watch of its own', async (_why, changes) => {
  const { fleet, watching, tell } = overOneCluster();
  await fleet.acquire('prod', null);
  for (const change of changes) tell(change);
  await fleet.acquire('prod', 'shop');
  expect(watching).toEqual([null, 'shop']);
});
