import type { Connection } from '#shared/contract/connections.ts';
import { type Failure, ok, type Result } from '#shared/contract/result.ts';
import { clusterPeriodMs, metricsPeriodMs } from '#shared/domain/rollouts/figure.ts';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';
import { createLiveChannel } from '../live-channel.ts';
import { ciProcedures } from './ci.ts';
import { contextRights } from './rights.ts';
import { sandboxProcedures } from './sandbox.ts';
import { settingsProcedures } from './settings.ts';
import { heartbeatMs } from './read-model.ts';
import type { ContextInfo } from '../ports/cluster.ts';
import type { FleetReadModel } from '../rollouts/read-model.ts';
import type { Registry } from './read-model.ts';

export function connectionProcedures(ports: Ports, registry: Registry, fleet: FleetReadModel): FeatureHandlers<'connections'> {
  const { clusters, clock, metrics } = ports;
  const failures = new Map<string, { readonly error: Failure; readonly at: number }>();

  /** Remembered when it is first seen: a cluster that answers again does not make its last failure unsaid. */
  const lastFailure = (context: string, error: Failure | null) => {
    const known = failures.get(context);
    if (error === null || (known?.error.kind === error.kind && known.error.message === error.message)) return known ?? null;
    const now = { error, at: clock.now() };
    failures.set(context, now);
    return now;
  };

  const describe = (info: ContextInfo): Connection => {
    const status = fleet.statusOf(info.name);
    const source = metrics.sourceOf(info.name);
    const problem = info.problem;
    const error = status?.error ?? problem;
    return {
      context: info.name,
      server: info.server,
      user: info.user,
      namespace: info.namespace,
      current: info.current,
      status: status?.status ?? (problem === null ? 'idle' : problem.kind === 'approval-needed' ? 'approval-needed' : 'failed'),
      aliveAt: status?.aliveAt ?? null,
      periodMs: clusterPeriodMs,
      error,
      identity: registry.identities.get(info.name) ?? null,
      metrics: source === null ? null : { source, periodMs: metricsPeriodMs, ...fleet.metricsOf(info.name) },
      lastFailure: lastFailure(info.name, error),
    };
  };
  const list = async (): Promise<Result<Connection[]>> => {
    const contexts = await clusters.contexts();
    return contexts.ok ? ok(contexts.value.map(describe)) : contexts;
  };

  return {
    ...sandboxProcedures(ports),
    ...settingsProcedures(ports),
    ...ciProcedures(ports),
    rights: { kind: 'query', run: (asked, { signal }) => contextRights(registry, clock, asked, signal) },
    testMetrics: { kind: 'query', run: ({ context, namespace }, { signal }) => metrics.test(context, namespace, signal) },
    retry: {
      kind: 'query',
      async run({ context }) {
        const cluster = await registry.clusterOf(context);
        if (!cluster.ok) return cluster;
        fleet.reconnect(context);
        return ok({ context });
      },
    },
    list: { kind: 'query', run: () => list() },
    watch: {
      kind: 'live',
      async *run(_input, { signal }) {
        const channel = createLiveChannel<Connection>(clock);
        let shown: ReadonlySet<string> = new Set();
        const refresh = async () => {
          const now = await list();
          // A kubeconfig that is being mended is no reason to forget its contexts; one that is gone is.
          if (!now.ok && now.error.kind !== 'not-found') return;
          const known = now.ok ? now.value : [];
          const named = new Set(known.map(({ context }) => context));
          for (const context of shown) if (!named.has(context)) channel.remove(context);
          shown = named;
          for (const connection of known) channel.set(connection.context, connection);
        };
        await refresh();
        const follow = async () => {
          for await (const _ of fleet.changes(signal, heartbeatMs)) await refresh();
        };
        void follow();
        yield* channel.subscribe(signal, { heartbeatMs });
      },
    },
    approve: command<{ context: string }, { commandLine: string }, null>({
      kind: 'command',
      async describe({ context }) {
        const known = await clusters.contexts();
        if (!known.ok) return known;
        return ok({
          action: 'connections.approve',
          target: context,
          reason: 'exec command line approved on this desk',
          // Nothing leaves the machine: the person at this desk's session acts, not a cluster's user.
          actor: { name: `${ports.processes.self().host} session`, source: 'session' },
          role: 'session',
          detail: { context },
          refusal: null,
          facts: null,
        });
      },
      async run({ context }) {
        const approved = await clusters.approveExec(context);
        if (approved.ok) fleet.reconnect(context);
        return approved;
      },
      refused: (_input, _described, failure) => ({ ok: false, error: failure }),
      ended: (output) => ({ state: 'done', detail: { commandLine: output.commandLine } }),
    }),
  };
}
