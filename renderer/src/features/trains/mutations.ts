import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';

/** What a person does to a train. Every one of them asks for a reason. */
export type TrainDeed = { readonly reason: string } & (
  | { readonly act: 'cut' | 'release' | 'conduct' | 'depart' | 'cancel' }
  | { readonly act: 'board' | 'leave'; readonly service: string }
  | { readonly act: 'hold'; readonly until: number }
  | { readonly act: 'goOn'; readonly service: string; readonly region: string | null }
  | { readonly act: 'halt'; readonly rollBack: string | null }
);

/** Does it, audited. The board itself comes back live. */
export function useDeed(train: string): UseMutationResult<Result<TrainPage>, Error, TrainDeed> {
  const { client } = useBackend();
  return useMutation({
    mutationFn: (deed: TrainDeed) =>
      ask(() => {
        const { reason } = deed;
        switch (deed.act) {
          case 'board':
          case 'leave':
            return client.trains[deed.act]({ train, service: deed.service, reason });
          case 'hold':
            return client.trains.hold({ train, until: deed.until, reason });
          case 'goOn':
            return client.trains.goOn({ train, service: deed.service, region: deed.region, reason });
          case 'halt':
            return client.trains.halt({ train, rollBack: deed.rollBack, reason });
          default:
            return client.trains[deed.act]({ train, reason });
        }
      }),
  });
}
