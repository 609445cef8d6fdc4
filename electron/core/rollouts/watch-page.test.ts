import { describe, expect, it } from 'vitest';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { ok } from '#shared/contract/result.ts';
import type { RolloutPage, RolloutRow } from '#shared/contract/rollouts.ts';
import { exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { Fleet } from './fleet.ts';
import type { Rates, VersionHealths } from './rates.ts';
import { watchPage } from './watch-page.ts';

const workload = exampleWorkload();
const { target } = workload;
const frozen = { kind: 'unreachable' as const, message: 'The cluster gives no sign of life.' };

/** A desk on one workload; time runs a thousand times as fast. */
function desk() {
  const clock: Clock = {
    now: () => performance.now() * 1_000,
    monotonic: () => performance.now() * 1_000,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        setTimeout(resolve, ms / 1_000);
        signal?.addEventListener('abort', () => resolve());
      }),
  };
  const rows = createLiveChannel<RolloutRow>(clock);
  let silent: { since: number; error: typeof frozen } | null = null;
  let hung: 'reads' | 'metrics' | 'health' | null = null;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const hang = () => {
    begin();
    return new Promise<never>(() => {});
  };
  const watch = { workloads: new Map([[targetKey(target), workload]]), silent: () => silent, aliveAt: () => clock.now(), readRest() {} };
  const detail = { workload, routes: [], pods: [], events: [], revisions: [], difference: null, gaps: [], at: clock.now() };
  const cluster = {
    context: target.context,
    rights: async () => ({ ok: false, error: frozen }),
    readDetail: async () => (hung === 'reads' ? hang() : ok(detail)),
    readRoutes: async () => (hung === 'reads' ? hang() : ok([])),
  };
  const fleet = { rows, acquire: async () => ok({ watch, release: () => {} }) };
  const rates = { latest: () => null, refresh: async () => (hung === 'metrics' ? hang() : null) };
  const healths = { latest: () => null, refresh: async () => (hung === 'health' ? hang() : null) };
  const needs = {
    fleet: fleet as unknown as Fleet,
    rates: rates as unknown as Rates,
    healths: healths as unknown as VersionHealths,
    clusterOf: async () => ({ ok: true as const, value: cluster as unknown as Cluster }),
    clock,
    timeZone: 'UTC',
  };
  return {
    /** From now on these never come back; resolves when one was asked for. */
    hang: (what: 'reads' | 'metrics' | 'health') => {
      hung = what;
      return begun;
    },
    fallSilent: () => {
      silent = { since: clock.now(), error: frozen };
    },
    watch: (signal: AbortSignal) => watchPage(needs, target, signal),
  };
}

async function firstSilent(messages: AsyncIterable<LiveMessage<RolloutPage>>): Promise<string> {
  for await (const message of messages) {
    const pages = message.type === 'snapshot' ? message.items : message.set;
    const said = pages.map(([, page]) => page.silent).find((error) => error !== null);
    if (said !== undefined && said !== null) return said.message;
  }
  throw new Error('the page ended');
}

describe('the page of a workload', () => {
  it.each(['reads', 'metrics', 'health'] as const)('says that its cluster is silent although its %s never come back', async (what) => {
    const stop = new AbortController();
    const one = desk();
    const messages = one.watch(stop.signal)[Symbol.asyncIterator]();
    await messages.next();
    const silent = firstSilent({ [Symbol.asyncIterator]: () => messages });
    await one.hang(what);
    one.fallSilent();
    expect(await silent).toBe(frozen.message);
    stop.abort();
  });
});
