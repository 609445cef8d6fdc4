import type { Act } from '#shared/domain/rollback/execution.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import type { LiveChannel } from '../live-channel.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';

const keptPerTarget = 5;

/** Acts that run or ran in this host, by auditId: what every screen that looks at the same workload sees move. */
export interface ActBoard {
  readonly channel: LiveChannel<Act>;
  show(act: Act): void;
}

export function createActBoard(clock: Clock): ActBoard {
  const channel = createLiveChannel<Act>(clock);
  return {
    channel,
    show(act) {
      channel.set(act.auditId, act);
      const key = targetKey(act.target);
      const same = [...channel.entries()].filter(([, other]) => targetKey(other.target) === key);
      for (const [auditId] of same.slice(0, Math.max(0, same.length - keptPerTarget))) channel.remove(auditId);
    },
  };
}
