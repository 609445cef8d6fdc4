import type { TrainPage, TrainSummary } from '#shared/domain/trains/views.ts';
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
