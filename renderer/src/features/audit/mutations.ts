import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { AuditVerdict } from '#shared/contract/audit.ts';
import type { Result } from '#shared/contract/result.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';

/** Walks the whole chain now. It changes nothing; it is asked for by a person, so it is a mutation of the screen only. */
export function useVerify(): UseMutationResult<Result<AuditVerdict>, Error, void> {
  const { client } = useBackend();
  return useMutation({ mutationFn: () => ask(() => client.audit.verify({})) });
}
