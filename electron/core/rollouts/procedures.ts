import { ok, type Result } from '#shared/contract/result.ts';
import type { RolloutPage, RolloutRow, RolloutScope, ScopeProblem } from '#shared/contract/rollouts.ts';
import { isFullyPromoted, type Workload } from '#shared/domain/rollouts/workload.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Perform } from '../acts/perform.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { FeatureHandlers } from '../features.ts';
import { SubscriptionRefused } from '../subscription-refused.ts';
import { actCommand } from './act.ts';
import { historyOf, preparationOf } from './asked.ts';
import type { Fleet } from './fleet.ts';
import { pageOf, readPageFacts } from './page.ts';
import type { Rates, VersionHealths } from './rates.ts';
import { noSince, rowHealth, rowOf } from './row.ts';
import { watchPage } from './watch-page.ts';
import { watchRows } from './watch-rows.ts';

export interface RolloutNeeds {
  readonly ports: Ports;
  readonly registry: Registry;
  readonly fleet: Fleet;
  readonly rates: Rates;
  readonly healths: VersionHealths;
  readonly perform: Perform;
  readonly stopping: AbortSignal;
}

export function rolloutProcedures({
  ports,
  registry,
  fleet,
  rates,
  healths,
  perform,
  stopping,
}: RolloutNeeds): FeatureHandlers<'rollouts'> {
  const { clock, clusters, metrics, timeZone } = ports;

  /** null asks for the kubeconfig's current context. */
  async function contextsOf(scope: RolloutScope): Promise<Result<readonly string[]>> {
    if (scope.contexts !== null) return ok(scope.contexts);
    const known = await clusters.contexts();
    return known.ok ? ok(known.value.filter((context) => context.current).map((context) => context.name)) : known;
  }

  async function rowNow(workload: Workload, signal: AbortSignal): Promise<RolloutRow> {
    const moves = !isFullyPromoted(workload);
    const [reading, health] = moves
      ? await Promise.all([rates.refresh(workload, 0, signal), healths.refresh(workload, 0, signal)])
      : [rates.latest(workload.target), healths.latest(workload.target)];
    const now = clock.now();
    return rowOf({
      workload,
      routes: [],
      rates: reading,
      health: rowHealth(workload, health),
      clusterAt: now,
      silent: null,
      since: noSince,
      now,
      timeZone,
    }).row;
  }

  async function listContext(
    context: string,
    namespace: string | null,
    signal: AbortSignal,
  ): Promise<{ rows: RolloutRow[]; problem: ScopeProblem | null }> {
    const cluster = await registry.clusterOf(context);
    const workloads = cluster.ok ? await cluster.value.listWorkloads({ namespace }, signal) : cluster;
    if (!workloads.ok) return { rows: [], problem: { context, error: workloads.error } };
    registry.noteAlive(context);
    return { rows: await Promise.all(workloads.value.map((workload) => rowNow(workload, signal))), problem: null };
  }

  async function get(target: Target, signal: AbortSignal): Promise<Result<RolloutPage>> {
    const cluster = await registry.clusterOf(target.context);
    if (!cluster.ok) return cluster;
    const facts = await readPageFacts(cluster.value, target, signal);
    if (!facts.ok) return facts;
    registry.noteAlive(target.context);
    const now = clock.now();
    const { workload, at: clusterAt } = facts.value.detail;
    const [reading, health] = await Promise.all([rates.refresh(workload, 0, signal), healths.refresh(workload, 0, signal)]);
    return ok(pageOf({ ...facts.value, rates: reading, health, clusterAt, silent: null, since: noSince, now, timeZone }).page);
  }

  return {
    list: {
      kind: 'query',
      async run(scope, { signal }) {
        const contexts = await contextsOf(scope);
        if (!contexts.ok) return contexts;
        const lists = await Promise.all(contexts.value.map((context) => listContext(context, scope.namespace, signal)));
        return ok({
          rows: lists.flatMap((list) => list.rows),
          problems: lists.flatMap((list) => (list.problem === null ? [] : [list.problem])),
        });
      },
    },
    get: { kind: 'query', run: ({ target }, { signal }) => get(target, signal) },
    prepare: { kind: 'query', run: ({ target, command }, { signal }) => preparationOf(registry, clock, target, command, signal) },
    history: { kind: 'query', run: (input, { signal }) => historyOf(metrics, clock, input, signal) },
    watch: {
      kind: 'live',
      async *run(scope, { signal }) {
        const contexts = await contextsOf(scope);
        if (!contexts.ok) throw new SubscriptionRefused(contexts.error);
        yield* watchRows(fleet, clock, { ...scope, contexts: contexts.value }, signal);
      },
    },
    watchOne: {
      kind: 'live',
      run: ({ target }, { signal }) => watchPage({ fleet, rates, healths, clusterOf: registry.clusterOf, clock, timeZone }, target, signal),
    },
    act: actCommand(ports, registry, perform, stopping),
  };
}
