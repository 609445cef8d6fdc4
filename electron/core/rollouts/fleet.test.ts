import { afterEach, expect, test } from 'vitest';
import { ok } from '#shared/contract/result.ts';
import type { Failure } from '#shared/contract/result.ts';
import { exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
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
      return { readRest() {} };
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

const target = { context: 'prod', namespace: 'shop', kind: 'Rollout', name: 'payments' } as const;
const partNow: WorkloadChange = { type: 'part', workloads: [exampleWorkload({ target })], at: 1_000 };
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
  ['knows only some of what is there', [partNow]],
  ['went silent', [wellNow, silentNow('unreachable')]],
  ['was refused a collection that one namespace may give', [silentNow('forbidden'), wellNow]],
])('where the watch of the whole cluster %s, the namespace gets a watch of its own', async (_why, changes) => {
  const { fleet, watching, tell } = overOneCluster();
  await fleet.acquire('prod', null);
  for (const change of changes) tell(change);
  await fleet.acquire('prod', 'shop');
  expect(watching).toEqual([null, 'shop']);
});

test('a cluster of which only some is known is reading: its rows are shown, and nobody takes them for all there is', async () => {
  const { fleet, tell } = overOneCluster();
  await fleet.acquire('prod', null);
  tell(partNow);
  expect(fleet.statuses.get('prod')).toEqual({ status: 'reading', aliveAt: 1_000, error: null });
  expect([...fleet.rows.entries()].map(([, row]) => row.workload.target.name)).toEqual(['payments']);
  expect(fleet.latest(target)).toBeNull();

  tell({ type: 'snapshot', workloads: [exampleWorkload({ target })], at: 2_000 });
  expect(fleet.statuses.get('prod')).toEqual({ status: 'live', aliveAt: 2_000, error: null });
  expect(fleet.latest(target)).toMatchObject({ aliveAt: 2_000 });
});

test('a cluster that breaks off while it is read has failed: of most of it there is no last known state', async () => {
  const { fleet, tell } = overOneCluster();
  await fleet.acquire('prod', null);
  tell(partNow);
  tell(silentNow('unreachable'));
  expect(fleet.statuses.get('prod')).toMatchObject({ status: 'failed', error: { kind: 'unreachable' } });
  tell(wellNow);
  expect(fleet.statuses.get('prod')).toMatchObject({ status: 'live', error: null });
  expect([...fleet.rows.entries()]).toEqual([]);
});

test('connected anew, what was whole stays whole while the first of it comes again', async () => {
  const { fleet, tell } = overOneCluster();
  await fleet.acquire('prod', null);
  tell(wellNow);
  fleet.reconnect('prod');
  tell(partNow);
  expect(fleet.statuses.get('prod')?.status).toBe('live');
});
