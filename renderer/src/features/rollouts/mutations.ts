import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';

export interface ActInput {
  readonly command: Command;
  readonly reason: string;
}

/** Any action but a rollback. Ends when it is effective, or says what did not happen. */
export function useAct(target: Target): UseMutationResult<Result<Act>, Error, ActInput> {
  const { client } = useBackend();
  return useMutation({
    mutationFn: ({ command, reason }: ActInput) => ask(() => client.rollouts.act({ target, command, reason })),
  });
}
