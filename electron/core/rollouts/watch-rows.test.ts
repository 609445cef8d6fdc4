import { afterEach, expect, test, vi } from 'vitest';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { ok } from '#shared/contract/result.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { WorkloadChange } from '../ports/cluster.ts';
import { createFleet } from './fleet.ts';
import type { Rates, VersionHealths } from './rates.ts';
import { watchRows } from './watch-rows.ts';

const noRates: Rates = { latest: () => null, refresh: async () => null, forget() {}, healthOf: () => ({ at: null, error: null }) };
const noHealths: VersionHealths = { latest: () => null, refresh: async () => null, forget() {} };
const stops: AbortController[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort();
});

const named = (...names: string[]) =>
  names.map((name) => exampleWorkload({ target: { context: 'prod', namespace: 'shop', kind: 'Rollout', name } }));
const part: WorkloadChange = { type: 'part', workloads: named('a'), at: 1_000 };
const whole: WorkloadChange = { type: 'snapshot', workloads: named('a', 'b'), at: 1_000 };

/** A desk over one cluster that speaks when the test says so, and a clock whose sleeps end when it says so. */
function desk() {
  const sleeps: { readonly ms: number; end(): void }[] = [];
  const clock = {
    now: () => 1_000,
    monotonic: () => 1_000,
    sleep: (ms: number) => new Promise<void>((end) => sleeps.push({ ms, end })),
  };
  const readRest = vi.fn<() => void>();
  const watched = Promise.withResolvers<(change: WorkloadChange) => void>();
  const cluster = {
    context: 'prod',
    watchWorkloads(_scope: unknown, onChange: (change: WorkloadChange) => void) {
      watched.resolve(onChange);
      return { readRest };
    },
  };
  const needs = { clusterOf: async () => ok(cluster), onAlive() {}, rates: noRates, healths: noHealths, clock, timeZone: 'UTC' };
  const fleet = createFleet(needs);
  const stop = new AbortController();
  stops.push(stop);
  stop.signal.addEventListener('abort', fleet.stop);
  const rows = (early: boolean) => watchRows(fleet, clock, { contexts: ['prod'], namespace: null, early }, stop.signal);
  const tell = async (change: WorkloadChange) => (await watched.promise)(change);
  return { rows, readRest, tell, wake: (ms: number) => sleeps.find((one) => one.ms === ms)?.end() };
}

const namesIn = (step: IteratorResult<LiveMessage<RolloutRow>, unknown>) =>
  step.done === true || step.value.type !== 'snapshot' ? [] : step.value.items.map(([, { workload }]) => workload.target.name);

test('who asks early gets the first rows at once; the rest is read when they are drawn', async () => {
  const { rows, readRest, tell, wake } = desk();
  const reading = rows(true);
  const first = reading.next();
  await tell(part);
  expect(namesIn(await first)).toEqual(['a']);
  expect(readRest).not.toHaveBeenCalled();
  const second = reading.next();
  await vi.waitFor(() => {
    wake(300);
    expect(readRest).toHaveBeenCalled();
  });
  await tell(whole);
  expect(await second).toMatchObject({ value: { type: 'patch' } });
});

test('who takes the first rows and leaves has the rest read by nobody', async () => {
  const { rows, readRest, tell, wake } = desk();
  const reading = rows(true);
  const first = reading.next();
  await tell(part);
  await first;
  await reading.return(undefined);
  wake(300);
  expect(readRest).not.toHaveBeenCalled();
});

test('who does not ask early gets all of it in the first message', async () => {
  const { rows, readRest, tell } = desk();
  const reading = rows(false);
  const first = reading.next();
  await vi.waitFor(() => expect(readRest).toHaveBeenCalled());
  await tell(part);
  await tell(whole);
  expect(namesIn(await first)).toEqual(['a', 'b']);
});
