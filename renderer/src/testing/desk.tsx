import { createORPCClient } from '@orpc/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type RenderResult, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { ClockProvider } from '../components/clock-context.tsx';
import { ToastProvider } from '../components/toasts.tsx';
import type { Backend, Client } from '../lib/backend.ts';
import { BackendProvider } from '../lib/backend-context.tsx';
import { type Clock, createClock } from '../lib/clock.ts';
import { createConnectionStore } from '../lib/connection-store.ts';
import { createLiveHub } from '../lib/live-hub.ts';

/** What a procedure answers, by its path: `rollback.plan`. */
export type Answers = Readonly<Record<string, (input: unknown) => unknown>>;

/** One snapshot of one key that then says nothing more. */
export async function* snapshotOf<V>(...items: [string, V][]): AsyncGenerator<LiveMessage<V>> {
  yield { type: 'snapshot', at: exampleNow, items };
  await new Promise(() => {});
}

export interface HandClock {
  readonly clock: Clock;
  readonly advance: (ms: number) => void;
}

/** A clock that stands at `exampleNow` until it is moved. */
export function handClock(): HandClock {
  let now = exampleNow;
  let tick = () => {};
  const clock = createClock({
    now: () => now,
    every: (_ms, run) => {
      tick = run;
      return () => {};
    },
  });
  return {
    clock,
    advance: (ms) => {
      now += ms;
      tick();
    },
  };
}

/** Renders a part of the page over a desk that answers as told. */
export function renderOnDesk(part: ReactElement, answers: Answers = {}, { clock }: HandClock = handClock()): RenderResult {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } });
  const client = createORPCClient<Client>({
    call: async (path, input) => {
      const answer = answers[path.join('.')];
      if (answer === undefined) throw new Error(`nobody told the desk what to say to ${path.join('.')}`);
      return answer(input);
    },
  });
  const backend: Backend = { client, connection: createConnectionStore('open'), close: () => {} };
  const hub = createLiveHub(queries, clock, backend.connection, { next: (run) => run(), wait: () => new Promise(() => {}) });
  return render(
    <QueryClientProvider client={queries}>
      <ClockProvider clock={clock}>
        <BackendProvider backend={backend} hub={hub}>
          <ToastProvider>{part}</ToastProvider>
        </BackendProvider>
      </ClockProvider>
    </QueryClientProvider>,
  );
}
