import { hashKey, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AuditHead } from '#shared/contract/audit.ts';
import type { Connection } from '#shared/contract/connections.ts';
import type { RolloutPage, RolloutRow, RolloutScope } from '#shared/contract/rollouts.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { useBackend } from './backend-context.tsx';
import type { Client } from './backend.ts';
import type { LiveState } from './fold.ts';
import type { OpenLive } from './live-hub.ts';
import { useScope } from './scope-store.ts';
import { type CalmLive, useCalmLive, useLive, useSelectedLive } from './use-live.ts';

const connectionsKey = ['connections', 'watch'];
const connectionsHash = hashKey(connectionsKey);
const auditKey = ['audit', 'watch'];

/** Every context of the kubeconfig, by name. The strip and the connections screen read it. */
export function useConnections(): LiveState<Connection> {
  const { client } = useBackend();
  return useLive(connectionsKey, (signal) => client.connections.watch({}, { signal }));
}

/** Every context without the ages of what is live: whoever shows none is made anew only when something else changes. */
export interface StillConnections {
  readonly status: LiveState<Connection>['status'];
  /** `aliveAt` is null while the cluster is live, and `metrics` always: `useAliveAt` and `useMetricsOf` have them. */
  readonly known: readonly Connection[];
}

/** The same subscription, for who shows no age of a live cluster. */
export function useStillConnections(): StillConnections {
  const { client } = useBackend();
  const still = useSelectedLive(connectionsKey, (signal) => client.connections.watch({}, { signal }), stillOf);
  return still ?? { status: 'connecting', known: [] };
}

function stillOf({ status, items }: LiveState<Connection>): StillConnections {
  return {
    status,
    known: [...items.values()].map((one) => ({ ...one, aliveAt: one.status === 'live' ? null : one.aliveAt, metrics: null })),
  };
}

/** When a context's cluster last gave a sign of life, epoch ms; null: never. */
export function useAliveAt(context: string): number | null {
  const { client } = useBackend();
  const aliveAt = useSelectedLive(
    connectionsKey,
    (signal) => client.connections.watch({}, { signal }),
    ({ items }: LiveState<Connection>) => items.get(context)?.aliveAt ?? null,
  );
  return aliveAt ?? null;
}

/** The metric server of a context, with when it last answered; null: none. */
export function useMetricsOf(context: string): Connection['metrics'] {
  const { client } = useBackend();
  const metrics = useSelectedLive(
    connectionsKey,
    (signal) => client.connections.watch({}, { signal }),
    ({ items }: LiveState<Connection>) => items.get(context)?.metrics ?? null,
  );
  return metrics ?? null;
}

/** `useAliveAt`, asked for where it is needed instead of drawn whenever it changes. Whoever uses it follows the connections as well. */
export function useAliveNow(context: string): () => number | null {
  const queries = useQueryClient();
  return useCallback(
    () => queries.getQueryCache().get<LiveState<Connection>>(connectionsHash)?.state.data?.items.get(context)?.aliveAt ?? null,
    [queries, context],
  );
}

/** The subscription of a scope's rollouts. The first of them come before the rest: while the connection is `reading` there are more. */
export function rolloutRows(client: Client, scope: RolloutScope): { readonly key: QueryKey; readonly open: OpenLive<RolloutRow> } {
  return { key: ['rollouts', 'watch', scope], open: (signal) => client.rollouts.watch({ ...scope, early: true }, { signal }) };
}

/** The rollouts of the scope, by target key. The bar counts them, the list shows them, the palette finds them. */
export function useRolloutRows(): CalmLive<RolloutRow> {
  const { client } = useBackend();
  const { key, open } = rolloutRows(client, useScope());
  return useCalmLive(key, open);
}

/** The audit log's head; null until the desk has said it. */
export function useAuditHead(): { readonly head: AuditHead | null; readonly state: LiveState<AuditHead> } {
  const { client } = useBackend();
  const state = useLive<AuditHead>(auditKey, (signal) => client.audit.watch({}, { signal }));
  return { head: state.items.get('head') ?? null, state };
}

/** How many entries the log has; null until the desk has said it. For who does not draw when it was last looked at. */
export function useAuditSeq(): number | null {
  const { client } = useBackend();
  const seq = useSelectedLive(
    auditKey,
    (signal) => client.audit.watch({}, { signal }),
    ({ items }: LiveState<AuditHead>) => items.get('head')?.seq ?? null,
  );
  return seq ?? null;
}

/** Everything on one workload's page, live. null until the first reading is here. */
export function useRolloutPage(target: Target): { readonly page: RolloutPage | null; readonly live: LiveState<RolloutPage> } {
  const { client } = useBackend();
  const live = useLive<RolloutPage>(['rollouts', 'watchOne', targetKey(target)], (signal) =>
    client.rollouts.watchOne({ target }, { signal }),
  );
  return { page: live.items.get('page') ?? null, live };
}
