import { type Query, useQueryClient } from '@tanstack/react-query';
import { useTicking } from '../../components/clock-context.tsx';
import { ageText } from '../../lib/age-text.ts';
import { silentAfterMs } from '../../lib/clock.ts';
import type { LiveState } from '../../lib/fold.ts';

/** What a person calls what a subscription brings. The rest of its key says whose. */
const names: Readonly<Record<string, string>> = {
  'rollouts watch': 'rollouts',
  'rollouts watchOne': 'this rollout',
  'rollback watch': 'this rollback',
  'connections watch': 'clusters',
  'audit watch': 'audit',
};

/**
 * The subscriptions on the screen that have said nothing for more than 5 s although each has a heartbeat of 2 s, in words:
 * `this rollout silent 12 s`. Empty while all speak, and while the host itself is silent: then the strip says that instead.
 */
export function useSilentStreams(): string {
  const queries = useQueryClient();
  return useTicking((clock) => {
    if (clock.isSilent()) return '';
    // Not `active`: to the cache a query that is only written into is disabled, however many look at it.
    const followed = queries.getQueryCache().findAll({ predicate: (query) => query.getObserversCount() > 0 });
    return followed
      .flatMap((query) => {
        const name = names[query.queryKey.slice(0, 2).join(' ')];
        const at = name === undefined ? null : lastWord(query);
        return at === null || clock.now() - at <= silentAfterMs ? [] : [`${name} silent ${ageText((clock.now() - at) / 1_000)}`];
      })
      .join(', ');
  });
}

/** When it last said something, epoch ms of the host; null before its first word. */
function lastWord(query: Query): number | null {
  const { data } = query.state;
  return isLive(data) ? data.at : null;
}

function isLive(data: unknown): data is LiveState<unknown> {
  return typeof data === 'object' && data !== null && 'at' in data && 'items' in data;
}
