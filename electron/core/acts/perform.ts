import { type Act, ObjectState } from '#shared/domain/rollback/execution.ts';
import { isObserved } from '#shared/domain/rollouts/workload.ts';
import type { Ports } from '../core.ts';
import type { ActAudit } from '../handlers.ts';
import { type ActOrder, endAct, startAct } from './act.ts';
import type { ActBoard } from './act-board.ts';
import { createAftercare } from './aftercare.ts';
import { reach, withMark } from './clock.ts';
import type { Follow } from './follow.ts';
import { sendGuarded, sendWrites, waitObserved } from './send.ts';
import { verifyUntil } from './verify.ts';

/** How long an answer that never came is looked for in the cluster before the act is called unreachable. Milliseconds. */
const lostAnswerMs = 10_000;

export type Perform = (order: ActOrder, audit: ActAudit, stopping: AbortSignal) => Promise<Act>;

export interface PerformPorts extends Pick<Ports, 'clock' | 'reached'> {
  readonly metrics: Pick<Ports['metrics'], 'sourceOf'>;
}

/**
 * One act from its first request to its end: wait if it must, send, follow it to effective. The same way for every action
 * and every rollback, on every host. Always answers with an act: what went wrong is in it. What takes a version back is
 * followed on until its traffic and its pods are gone.
 */
export function createPerform(ports: PerformPorts, board: Pick<ActBoard, 'show'>, follow: Follow): Perform {
  const { clock, reached } = ports;

  return async (order, audit, stopping) => {
    let act = startMeasured(ports, order, audit.auditId);
    const show = (next: Act) => {
      act = next;
      board.show(next);
      return next;
    };

    if (order.command.action === 'abort' && !isObserved(order.before)) {
      show({ ...act, state: 'waiting' });
      await waitObserved(order.cluster, order, clock, stopping);
    }
    const sending = order.command.action === 'undo' ? sendGuarded(order, clock, stopping) : sendWrites(order, stopping);
    // Screens hear of it once it is under way: telling them first would hold the request up.
    await Promise.race([sending, clock.sleep(1, stopping)]);
    show({ ...act, state: 'running' });
    const sent = await sending;
    reached('after-patch');
    // A request whose answer was lost may have arrived: the cluster is asked before it is called unreachable.
    const lost = !sent.ok && sent.error.kind === 'unreachable';
    if (!sent.ok && !lost) return show(endAct(act, sent.error));
    if (sent.ok)
      show({
        ...act,
        sent: 1,
        clock: reach(act.clock, 'accepted', sent.value.acceptedAt, `server accepted in ${Math.round(sent.value.tookMs)} ms`),
      });

    const followed = lost ? { ...order, timeoutMs: Math.min(order.timeoutMs, lostAnswerMs) } : order;
    const aftercare = createAftercare(order, audit, clock, stopping);
    const { last, error } = await verifyUntil(followed, clock, stopping, async (verified) => {
      show({ ...act, missing: verified.verdict.missing, after: ObjectState.parse(verified.reading.workload) });
      const more = await aftercare.care(verified);
      if (!more.ok) show({ ...act, error: more.error });
      else if (more.value !== null) show({ ...act, sent: act.sent + more.value.requests, again: [...(act.again ?? []), more.value.why] });
    });

    if (last?.verdict.effective === true) {
      const accepted =
        act.clock.accepted.state === 'reached'
          ? act.clock
          : reach(act.clock, 'accepted', clock.now(), 'the answer was lost, the cluster shows it');
      const effective = show({
        ...act,
        state: 'effective',
        missing: '',
        clock: reach(accepted, 'weight', clock.now(), last.verdict.proof),
        left: leftToDo(order),
      });
      // Here, so that nobody who performs an act can forget it: a person, an action, a train.
      follow(effective, order, audit);
      return effective;
    }
    if (lost && !sent.ok)
      return show(
        endAct({ ...act, sent: 1 }, { ...sent.error, message: `${sent.error.message} It may have arrived: check before you act again.` }),
      );
    const stopped = stopping.aborted ? 'The desk was stopped before it was seen effective. What was sent stays sent' : null;
    const missing = stopped ?? (error === null ? act.missing : `The cluster could not be read: ${error.message}`);
    return show({ ...act, state: 'sent', missing, error, clock: withMark(act.clock, 'weight', 'missed', missing) });
  };
}

/** Without metrics traffic is no mark that still comes, but one that never will. */
function startMeasured({ metrics }: PerformPorts, order: ActOrder, auditId: string): Act {
  const act = startAct(order, auditId);
  if (metrics.sourceOf(act.target.context) !== null) return act;
  return { ...act, clock: withMark(act.clock, 'traffic', 'absent', 'no metrics configured') };
}

function leftToDo(order: ActOrder): string[] {
  if (order.command.action !== 'abort') return [];
  return ['The spec still asks for the aborted version: a retry would send it again, until you undo.'];
}
