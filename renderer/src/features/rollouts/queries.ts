import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Preparation } from '#shared/contract/rollouts.ts';
import type { Result } from '#shared/contract/result.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { HealthHistory } from '#shared/domain/rollouts/version-health.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import { useAuditHead } from '../../lib/live-queries.ts';

export const historyMinutes = 15;
const historyEveryMs = 15_000;

/** The figures of these versions over the last minutes; asked again with each scrape. null: not asked yet, or nobody to ask. */
export function useHealthHistory(target: Target, hashes: readonly string[], measured: boolean): Result<HealthHistory> | null {
  const { client } = useBackend();
  const { data } = useQuery({
    queryKey: ['rollouts', 'history', targetKey(target), ...hashes],
    queryFn: ({ signal }) => ask(() => client.rollouts.history({ target, hashes: [...hashes], minutes: historyMinutes }, { signal })),
    enabled: measured && hashes.length > 0,
    refetchInterval: historyEveryMs,
    // Its points are old by nature: going back to a page must not show those of an hour ago while it asks.
    gcTime: 60_000,
  });
  return data ?? null;
}

/** What an action would send now. null while it is asked. */
export function usePreparation(target: Target, command: Command): Result<Preparation> | null {
  const { client } = useBackend();
  const { data } = useQuery({
    queryKey: ['rollouts', 'prepare', targetKey(target), command],
    queryFn: ({ signal }) => ask(() => client.rollouts.prepare({ target, command }, { signal })),
    gcTime: 0,
  });
  return data ?? null;
}

export interface ActsOnRecord {
  readonly entries: readonly AuditEntry[];
  /** Why the log cannot be read, or not read again; null while it can. */
  readonly problem: string | null;
}

/** The newest entries of this workload in the desk's own log; read again when the log grows. */
export function useActsOnRecord(target: Target): ActsOnRecord {
  const { client } = useBackend();
  const { head } = useAuditHead();
  const { data } = useQuery({
    queryKey: ['audit', 'of', targetKey(target), head?.seq ?? null],
    queryFn: ({ signal }) => ask(() => client.audit.list({ target: targetKey(target), limit: 60 }, { signal })),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) return { entries: [], problem: null };
  return data.ok ? { entries: data.value.entries, problem: null } : { entries: [], problem: data.error.message };
}
