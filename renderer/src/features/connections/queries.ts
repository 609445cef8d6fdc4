import { useQuery } from '@tanstack/react-query';
import type { ContextRights } from '#shared/domain/connections/access.ts';
import type { CiConnection } from '#shared/domain/connections/ci-connection.ts';
import type { SandboxState } from '#shared/domain/connections/sandbox.ts';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import { useLive } from '../../lib/use-live.ts';

export const sandboxKey = ['connections', 'sandbox'] as const;
export const settingsKey = ['connections', 'settings'] as const;
export const ciKey = ['connections', 'ci'] as const;

/** What the sandbox behind this desk simulates; null on a real desk. The last known stays when the desk is lost. */
export function useSandbox(): SandboxState | null {
  const { client } = useBackend();
  const { items } = useLive<SandboxState>(sandboxKey, (signal) => client.connections.sandbox({}, { signal }));
  return items.get('sandbox') ?? null;
}

/** A question with one answer: the answer, the failure, or neither while it is asked. The last answer stays while it is asked again. */
export interface Asked<T> {
  readonly value: T | null;
  readonly error: Failure | null;
  readonly asking: boolean;
  readonly again: () => void;
}

function askedOf<T>(query: { data: Result<T> | undefined; isFetching: boolean; refetch: () => unknown }): Asked<T> {
  const { data } = query;
  return {
    value: data?.ok === true ? data.value : null,
    error: data?.ok === false ? data.error : null,
    asking: query.isFetching,
    again: () => void query.refetch(),
  };
}

/** Who this person is on a cluster and what that allows in a namespace, in the cluster's words. */
export function useContextRights(context: string, namespace: string): Asked<ContextRights> {
  const { client } = useBackend();
  return askedOf(
    useQuery({
      queryKey: ['connections', 'rights', context, namespace],
      queryFn: ({ signal }) => ask(() => client.connections.rights({ context, namespace }, { signal })),
      staleTime: 30_000,
    }),
  );
}

/** What this desk is set to. Files may change under it, so it is read again whenever somebody looks. */
export function useSettings(): Asked<SettingsView> {
  const { client } = useBackend();
  return askedOf(useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => ask(() => client.connections.settings({}, { signal })) }));
}

/** The CI of this desk; null where none is configured, and until it is known. Nobody tells of its changes: it is asked now and then. */
export function useCi(): CiConnection | null {
  const { client } = useBackend();
  const { data } = useQuery({
    queryKey: ciKey,
    queryFn: ({ signal }) => ask(() => client.connections.ci({}, { signal })),
    refetchInterval: 5_000,
  });
  return data?.ok === true ? data.value.ci : null;
}
