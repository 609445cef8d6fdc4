import { hashKey, type QueryKey, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useHub } from './backend-context.tsx';
import { emptyLive, type LiveState } from './fold.ts';
import type { OpenLive } from './live-hub.ts';

/** Follows a live subscription while the component is on the screen. Its state is in the query cache under `key`. */
export function useLive<V>(key: QueryKey, open: OpenLive<V>): LiveState<V> {
  useFollow(key, open);
  const { data } = useQuery<LiveState<V>>({ queryKey: key, queryFn: skipToken, staleTime: Number.POSITIVE_INFINITY });
  return data ?? emptyLive<V>();
}

/** A live subscription without the time of its last word: that is asked for where it is needed. */
export interface CalmLive<V> extends Omit<LiveState<V>, 'at'> {
  /** Host clock of the last message, epoch ms; null before the first. */
  readonly heardAt: () => number | null;
}

/** The same, for who does not draw the time of the last word: a sign of life every two seconds makes nobody render. */
export function useCalmLive<V>(key: QueryKey, open: OpenLive<V>): CalmLive<V> {
  const data = useSelectedLive(key, open, calmOf<V>);
  const queries = useQueryClient();
  const hash = hashKey(key);
  // By its hash: it is asked once a second for every row on the screen.
  const heardAt = useCallback(() => queries.getQueryCache().get<LiveState<V>>(hash)?.state.data?.at ?? null, [queries, hash]);
  const { items, status, error } = data ?? emptyLive<V>();
  return { items, status, error, heardAt };
}

/**
 * What `select` takes from a live subscription; undefined before its first word. Made anew only when it is something else: plain
 * objects and lists are compared whole, anything else by identity.
 */
export function useSelectedLive<V, T>(key: QueryKey, open: OpenLive<V>, select: (state: LiveState<V>) => T): T | undefined {
  useFollow(key, open);
  return useQuery({ queryKey: key, queryFn: skipToken, staleTime: Number.POSITIVE_INFINITY, select }).data;
}

function calmOf<V>({ items, status, error }: LiveState<V>): Omit<LiveState<V>, 'at'> {
  return { items, status, error };
}

function useFollow<V>(key: QueryKey, open: OpenLive<V>): void {
  const hub = useHub();
  const latest = useRef(open);
  const hash = hashKey(key);
  useEffect(() => {
    latest.current = open;
  });
  // `hash` is what `key` says: a new array of the same words is the same subscription.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => hub.follow<V>(key, (signal) => latest.current(signal)), [hub, hash]);
}
