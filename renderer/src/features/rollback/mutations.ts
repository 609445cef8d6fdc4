import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import type { RollbackOutcome } from '#shared/contract/rollback.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';

export interface ExecuteInput {
  readonly planId: string;
  readonly reason: string;
}

/** Holds the desk to its plan. Ends when the rollback is effective, or says what did not happen; progress comes live. */
export function useExecute(): UseMutationResult<Result<RollbackOutcome>, Error, ExecuteInput> {
  const { client } = useBackend();
  return useMutation({ mutationFn: (input: ExecuteInput) => ask(() => client.rollback.execute(input)) });
}
