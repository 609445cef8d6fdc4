import { hashKey, type QueryKey, skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useHub } from './backend-context.tsx';
import { emptyLive, type LiveState } from './fold.ts';
import type { OpenLive } from './live-hub.ts';

/** Follows a live subscription while the component is on the screen. Its state is in the query cache under `key`. */
export function useLive<V>(key: QueryKey, open: OpenLive<V>): LiveState<V> {
  const hub = useHub();
  const latest = useRef(open);
  const hash = hashKey(key);
  useEffect(() => {
    latest.current = open;
  });
  // `hash` is what `key` says: a new array of the same words is the same subscription.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => hub.follow<V>(key, (signal) => latest.current(signal)), [hub, hash]);
  const { data } = useQuery<LiveState<V>>({ queryKey: key, queryFn: skipToken, staleTime: Number.POSITIVE_INFINITY });
  return data ?? emptyLive<V>();
}
