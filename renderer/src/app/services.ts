import { QueryClient } from '@tanstack/react-query';
import type { Backend } from '../lib/backend.ts';
import { type Clock, createClock } from '../lib/clock.ts';
import { createLiveHub, type LiveHub } from '../lib/live-hub.ts';

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
