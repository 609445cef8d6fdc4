import { useQuery } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import { useAuditHead } from '../../lib/live-queries.ts';

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly head: { readonly seq: number; readonly hash: string } | null;
}

/** The newest entries that hold `text`, read again whenever the log grows. null until the first answer. */
export function useEntries(text: string): Result<AuditPage> | null {
  const { client } = useBackend();
  const { head } = useAuditHead();
  const { data } = useQuery({
    queryKey: ['audit', 'list', text, head?.seq ?? 0],
    queryFn: ({ signal }) => ask<AuditPage>(() => client.audit.list({ limit: 1_000, ...(text === '' ? {} : { text }) }, { signal })),
    // While the next answer is on its way the last one stays.
    placeholderData: (last) => last,
  });
  return data ?? null;
}
