import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { ok, type Result } from '#shared/contract/result.ts';
import type { AuditEntry, Checkpoint } from '#shared/domain/audit/entry.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import { useAuditHead } from '../../lib/live-queries.ts';
import type { AuditFilter } from './filter.ts';

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

/** The newest entries that fit, read again whenever the log grows, and older ones as they are asked for. */
export function useEntries({ text, contains, outcome, since }: AuditFilter): Entries {
  const { client } = useBackend();
  const { head } = useAuditHead();
  const seq = head?.seq ?? 0;
  // To the minute: `since:2h` moves with the clock, and each second would be another question.
  const from = since === null ? null : new Date(Math.floor(since / 60_000) * 60_000).toISOString();
  const filter = {
    ...(text === '' ? {} : { text }),
    ...(outcome === null ? {} : { outcome }),
    ...(from === null ? {} : { since: from }),
    contains: { ...contains },
  };
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['audit', 'list', filter],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      ask<AuditPage>(() =>
        client.audit.list({ limit: pageSize, ...filter, ...(pageParam === 0 ? {} : { beforeSeq: pageParam }) }, { signal }),
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

/** One entry by its number, whatever the filter shows; null where there is none, or not yet. */
export function useEntry(seq: number | null): Result<AuditEntry | null> | null {
  const { client } = useBackend();
  const { data } = useQuery({
    queryKey: ['audit', 'entry', seq],
    enabled: seq !== null,
    // What is written does not change.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => ask<AuditPage>(() => client.audit.list({ beforeSeq: (seq ?? 0) + 1, limit: 1 }, { signal })),
  });
  if (data === undefined) return null;
  if (!data.ok) return data;
  return ok(data.value.entries.find((entry) => entry.seq === seq) ?? null);
}

/** Every entry of one act, oldest first, read again when the log grows: its intent, what was sent, its end, what was seen later. */
export function useAct(auditId: string): readonly AuditEntry[] {
  const { client } = useBackend();
  const { head } = useAuditHead();
  const { data } = useQuery({
    queryKey: ['audit', 'act', auditId, head?.seq ?? 0],
    queryFn: ({ signal }) => ask<AuditPage>(() => client.audit.list({ auditId, limit: 100 }, { signal })),
    placeholderData: (last, query) => (query?.queryKey[2] === auditId ? last : undefined),
  });
  return useMemo(() => (data?.ok === true ? data.value.entries.toReversed() : []), [data]);
}

/** The first checkpoint that covers an entry; null: not signed yet; undefined: not known yet. */
export function useSignature(seq: number): Checkpoint | null | undefined {
  const { client } = useBackend();
  const { head } = useAuditHead();
  const { data } = useQuery({
    queryKey: ['audit', 'signature', seq],
    queryFn: ({ signal }) => ask(() => client.audit.signature({ seq }, { signal })),
    // Until one signs it: the host signs each minute.
    refetchInterval: ({ state }) => (state.data?.ok === true && state.data.value !== null ? false : 5_000),
  });
  if (head === null || data === undefined || !data.ok) return undefined;
  return data.value;
}
