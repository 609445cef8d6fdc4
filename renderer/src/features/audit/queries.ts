import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { ok, type Result } from '#shared/contract/result.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import { useAuditHead } from '../../lib/live-queries.ts';

interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly head: { readonly seq: number; readonly hash: string } | null;
}

const pageSize = 500;

export interface Entries {
  /** null until the first answer. */
  readonly result: Result<readonly AuditEntry[]> | null;
  /** Asks for the page before the oldest shown; null when that is the first entry. */
  readonly older: (() => void) | null;
}

/** The newest entries that hold `text`, read again whenever the log grows, and older ones as they are asked for. */
export function useEntries(text: string): Entries {
  const { client } = useBackend();
  const { head } = useAuditHead();
  const seq = head?.seq ?? 0;
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['audit', 'list', text],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      ask<AuditPage>(() =>
        client.audit.list(
          { limit: pageSize, ...(text === '' ? {} : { text }), ...(pageParam === 0 ? {} : { beforeSeq: pageParam }) },
          { signal },
        ),
      ),
    getNextPageParam: (page) => (page.ok && page.value.entries.length === pageSize ? page.value.entries.at(-1)?.seq : undefined),
    // While the next answer is on its way the last one stays.
    placeholderData: (last) => last,
  });
  useEffect(() => {
    if (seq > 0) void refetch();
  }, [seq, refetch]);
  const result = useMemo(() => joined(data?.pages), [data]);
  return { result, older: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : null };
}

/** The pages as one list. A page that failed says so only while there is nothing to show. */
function joined(pages: readonly Result<AuditPage>[] | undefined): Result<readonly AuditEntry[]> | null {
  const [first] = pages ?? [];
  if (pages === undefined || first === undefined) return null;
  if (!first.ok) return first;
  return ok(pages.flatMap((page) => (page.ok ? page.value.entries : [])));
}
