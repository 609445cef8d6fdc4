import type { AuditHead } from '#shared/contract/audit.ts';
import type { Connection } from '#shared/contract/connections.ts';
import type { RolloutPage, RolloutRow } from '#shared/contract/rollouts.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { useBackend } from './backend-context.tsx';
import type { LiveState } from './fold.ts';
import { useScope } from './scope-store.ts';
import { type CalmLive, useCalmLive, useLive, useSelectedLive } from './use-live.ts';

const connectionsKey = ['connections', 'watch'];

/** Every context of the kubeconfig, by name. The strip and the connections screen read it. */
export function useConnections(): LiveState<Connection> {
  const { client } = useBackend();
  return useLive(connectionsKey, (signal) => client.connections.watch({}, { signal }));
}

/** Every context without the ages of what is live: whoever shows none is made anew only when something else changes. */
export interface StillConnections {
  readonly status: LiveState<Connection>['status'];
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

/** The rollouts of the scope, by target key. The bar counts them, the list shows them, the palette finds them. */
export function useRolloutRows(): CalmLive<RolloutRow> {
  const { client } = useBackend();
  const scope = useScope();
  return useCalmLive(['rollouts', 'watch', scope], (signal) => client.rollouts.watch(scope, { signal }));
}

/** The audit log's head; null until the desk has said it. */
export function useAuditHead(): { readonly head: AuditHead | null; readonly state: LiveState<AuditHead> } {
  const { client } = useBackend();
  const state = useLive<AuditHead>(['audit', 'watch'], (signal) => client.audit.watch({}, { signal }));
  return { head: state.items.get('head') ?? null, state };
}

/** Everything on one workload's page, live. null until the first reading is here. */
export function useRolloutPage(target: Target): { readonly page: RolloutPage | null; readonly live: LiveState<RolloutPage> } {
  const { client } = useBackend();
  const live = useLive<RolloutPage>(['rollouts', 'watchOne', targetKey(target)], (signal) =>
    client.rollouts.watchOne({ target }, { signal }),
  );
  return { page: live.items.get('page') ?? null, live };
}
