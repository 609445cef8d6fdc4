import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Result } from '#shared/contract/result.ts';
import type { TrainApproval } from '#shared/domain/trains/views.ts';
import { ask } from './ask.ts';
import { useBackend } from './backend-context.tsx';

/** CI's allowance is the whole team's. */
const askedEveryMs = 15_000;
const keyOf = (train: string) => ['trains', 'approvals', train];

/** What waits for a reviewer on its way to this train; null: CI has not said. `ahead` false: the train has left, nothing is asked. */
export function useApprovals(train: string, ahead: boolean): Result<TrainApproval[]> | null {
  const { client } = useBackend();
  const { data } = useQuery({
    queryKey: keyOf(train),
    queryFn: ({ signal }) => ask<TrainApproval[]>(() => client.trains.approvals({ train }, { signal })),
    refetchInterval: askedEveryMs,
    enabled: ahead,
  });
  return ahead ? (data ?? null) : null;
}

/** A reviewer's word, as it is sent. */
export interface Review {
  readonly service: string;
  readonly environment: string;
  readonly verdict: 'approved' | 'rejected';
  readonly reason: string;
}

/** Says it once, audited; what still waits comes back with the answer. */
export function useReview(train: string): UseMutationResult<Result<TrainApproval[]>, Error, Review> {
  const { client } = useBackend();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (review: Review) => ask<TrainApproval[]>(() => client.trains.review({ train, ...review })),
    onSuccess: (answer) => answer.ok && queries.setQueryData(keyOf(train), answer),
  });
}
