import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import type { SandboxOrder, SandboxState } from '#shared/domain/connections/sandbox.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import { emptyLive, type LiveState } from '../../lib/fold.ts';
import { sandboxKey } from './queries.ts';

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
