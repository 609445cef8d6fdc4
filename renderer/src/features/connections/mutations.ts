import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';

/** Lets a context's exec command line run on this desk from now on. It is audited. */
export function useApprove(): UseMutationResult<Result<{ commandLine: string }>, Error, string> {
  const { client } = useBackend();
  return useMutation({ mutationFn: (context: string) => ask(() => client.connections.approve({ context })) });
}
