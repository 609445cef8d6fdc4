import { QueryClient } from '@tanstack/react-query';
import type { Backend } from '../lib/backend.ts';
import { type Clock, createClock } from '../lib/clock.ts';
import { createLiveHub, type LiveHub } from '../lib/live-hub.ts';
import { rolloutRows } from '../lib/live-queries.ts';
import { scopeOf, useScopeStore } from '../lib/scope-store.ts';

/** What the page is made of beside its screens; one of each. */
export interface Services {
  readonly backend: Backend;
  readonly queries: QueryClient;
  readonly clock: Clock;
  readonly hub: LiveHub;
}

/** `clock` is another one only where time must stand. */
export function createServices(backend: Backend, clock: Clock = createClock()): Services {
  const queries = new QueryClient({
    defaultOptions: {
      // The desk may be on this very machine: the browser's idea of being online says nothing about it.
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return { backend, queries, clock, hub: createLiveHub(queries, clock, backend.connection) };
}

/** Rows that are known already are here within this time. */
const firstRowsMs = 80;

/**
 * Follows the rollouts of the scope before anything is drawn, so that the first picture has them: every screen follows them in its
 * bar. Let go when the scope changes: by then the page follows what it shows.
 */
export async function followRollouts({ backend, hub, queries }: Services): Promise<void> {
  const { key, open } = rolloutRows(backend.client, scopeOf(useScopeStore.getState()));
  const release = hub.follow(key, open);
  const stop = useScopeStore.subscribe(() => {
    release();
    stop();
  });
  const here = Promise.withResolvers<void>();
  const unsubscribe = queries.getQueryCache().subscribe(() => {
    if (queries.getQueryData(key) !== undefined) here.resolve();
  });
  await Promise.race([here.promise, new Promise((resolve) => setTimeout(resolve, firstRowsMs))]);
  unsubscribe();
}
