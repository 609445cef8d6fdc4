import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { SentAgain } from '#shared/domain/rollback/execution.ts';
import type { Write } from '#shared/domain/rollouts/action.ts';
import { isUnseen, nudgeOf, unseenAfterMs } from '#shared/domain/rollouts/unseen.ts';
import type { Clock } from '../ports/clock.ts';
import type { ActAudit } from '../handlers.ts';
import type { ActOrder } from './act.ts';
import { toDetail } from './evidence.ts';
import type { Verified } from './verify.ts';

const maxExtraWrites = 5;

/**
 * What an act may need after its request was accepted, judged on each reading: an abort that a newer template cleared is
 * sent again; a write its controller looks past is followed by a nudge. Both are in the log before they leave.
 */
export interface Aftercare {
  /** ok with what was sent now, and why; null: nothing was. */
  care(verified: Verified): Promise<Result<{ readonly why: SentAgain; readonly requests: number } | null>>;
}

/** As the log says it. */
const whys: Readonly<Record<SentAgain, string>> = {
  cleared: 'a newer template cleared the abort',
  unseen: 'the controller looks past the request',
};

export function createAftercare(order: ActOrder, audit: ActAudit, clock: Clock, stopping: AbortSignal): Aftercare {
  let sentSoFar = 0;
  let nudges = 0;
  let unseenSince: number | null = null;

  async function send(why: SentAgain, writes: readonly Write[], generation: number): ReturnType<Aftercare['care']> {
    if (sentSoFar >= maxExtraWrites) return ok(null);
    sentSoFar += 1;
    const noted = await audit.sent(toDetail({ why: whys[why], generation, writes }));
    if (!noted.ok) return noted;
    for (const write of writes) {
      const answer = await order.cluster.send(write, {}, stopping);
      if (!answer.ok) return fail(answer.error.kind, answer.error.message, answer.error);
    }
    return ok({ why, requests: writes.length });
  }

  return {
    async care({ reading: { workload }, verdict }) {
      if (verdict.effective) return ok(null);
      if (wasCleared(order, workload)) return send('cleared', order.writes, workload.generation);
      if (!isUnseen(order.command, order.before, workload)) unseenSince = null;
      else unseenSince ??= clock.monotonic();
      if (unseenSince === null || clock.monotonic() - unseenSince < unseenAfterMs) return ok(null);
      unseenSince = null;
      nudges += 1;
      return send('unseen', [nudgeOf(workload, order.command, nudges - 1)], workload.generation);
    },
  };
}

/** An abort the controller observed away: a newer template came after it. */
function wasCleared({ command }: ActOrder, workload: Verified['reading']['workload']): boolean {
  const observed = workload.observedGeneration !== null && workload.observedGeneration >= workload.generation;
  return (
    command.action === 'abort' &&
    !workload.aborted &&
    workload.abortedAt === null &&
    observed &&
    workload.currentHash !== workload.stableHash
  );
}
