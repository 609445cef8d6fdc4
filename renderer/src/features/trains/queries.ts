import { useQuery } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import type { Boardable, TrainPage, TrainSummary } from '#shared/domain/trains/views.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import type { LiveState } from '../../lib/fold.ts';
import { useLive } from '../../lib/use-live.ts';

/** Every train the desk knows, live, by its cut. */
export function useTrains(): { readonly trains: readonly TrainSummary[]; readonly live: LiveState<TrainSummary> } {
  const { client } = useBackend();
  const live = useLive<TrainSummary>(['trains', 'watch'], (signal) => client.trains.watch({}, { signal }));
  return { trains: [...live.items.values()].toSorted((a, b) => a.cutAt - b.cutAt), live };
}

/** One train's board, live; null until the desk has said it. */
export function useTrain(train: string): { readonly page: TrainPage | null; readonly live: LiveState<TrainPage> } {
  const { client } = useBackend();
  const live = useLive<TrainPage>(['trains', 'watchOne', train], (signal) => client.trains.watchOne({ train }, { signal }));
  return { page: live.items.get('page') ?? null, live };
}

/** What would board of each service, asked when the form opens; null: not yet answered. */
export function useBoardable(train: string): Result<Boardable[]> | null {
  const { client } = useBackend();
  const { data } = useQuery({
    queryKey: ['trains', 'boardable', train],
    queryFn: ({ signal }) => ask<Boardable[]>(() => client.trains.boardable({ train }, { signal })),
    staleTime: 0,
    gcTime: 0,
  });
  return data ?? null;
}
