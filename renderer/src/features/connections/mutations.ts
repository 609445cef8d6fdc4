import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import type { CiConnection } from '#shared/domain/connections/ci-connection.ts';
import type { MetricsTest } from '#shared/domain/connections/metrics-test.ts';
import type { SandboxOrder, SandboxState } from '#shared/domain/connections/sandbox.ts';
import type { SettingsChange, SettingsView } from '#shared/domain/connections/settings.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import { emptyLive, type LiveState } from '../../lib/fold.ts';
import { useScopeStore } from '../../lib/scope-store.ts';
import { ciKey, sandboxKey, settingsKey } from './queries.ts';

/** Lets a context's exec command line run on this desk from now on. It is audited. */
export function useApprove(): UseMutationResult<Result<{ commandLine: string }>, Error, string> {
  const { client } = useBackend();
  return useMutation({ mutationFn: (context: string) => ask(() => client.connections.approve({ context })) });
}

/** Changes what the sandbox simulates. Its answer is shown at once: the next reading is a second away. */
export function useSteerSandbox(): UseMutationResult<Result<SandboxState>, Error, SandboxOrder> {
  const { client } = useBackend();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: SandboxOrder) => ask(() => client.connections.steerSandbox({ order })),
    onSuccess: (answer) => {
      if (!answer.ok) return;
      queries.setQueryData<LiveState<SandboxState>>(sandboxKey, (state = emptyLive()) => ({
        ...state,
        items: new Map([['sandbox', answer.value]]),
      }));
    },
  });
}

/** Asks the metric server of a context what its queries find. */
export function useMetricsTest(context: string): UseMutationResult<Result<MetricsTest>, Error, string | null> {
  const { client } = useBackend();
  return useMutation({ mutationFn: (namespace: string | null) => ask(() => client.connections.testMetrics({ context, namespace })) });
}

/** Connects a context's watches anew at once. */
export function useRetry(context: string): UseMutationResult<Result<{ context: string }>, Error, void> {
  const { client } = useBackend();
  return useMutation({ mutationFn: () => ask(() => client.connections.retry({ context })) });
}

/** Changes the settings file. The answer is what counts from now on. */
export function useSaveSettings(): UseMutationResult<Result<SettingsView>, Error, SettingsChange> {
  const { client } = useBackend();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: SettingsChange) => ask(() => client.connections.saveSettings({ change })),
    onSuccess: (answer) => {
      if (answer.ok) queries.setQueryData(settingsKey, answer);
    },
  });
}

/** Keeps a token for CI in the secret store of the desktop; null forgets it. */
export function useKeepCiToken(): UseMutationResult<Result<{ ci: CiConnection | null }>, Error, string | null> {
  const { client } = useBackend();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (token: string | null) => ask(() => client.connections.keepCiToken({ token })),
    onSuccess: (answer) => {
      if (answer.ok) queries.setQueryData(ciKey, answer);
    },
  });
}

/** Goes to the sandbox, or comes back. What was known of the other world is asked anew; live streams are by themselves. */
export function useEnterWorld(): UseMutationResult<Result<unknown>, Error, SettingsView['world']['now']> {
  const { client } = useBackend();
  const queries = useQueryClient();
  const setContexts = useScopeStore((store) => store.setContexts);
  const setNamespace = useScopeStore((store) => store.setNamespace);
  return useMutation({
    mutationFn: (world: SettingsView['world']['now']) => ask(() => client.connections.enterWorld({ world })),
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      setContexts(null);
      setNamespace(null);
      await queries.invalidateQueries();
    },
  });
}
