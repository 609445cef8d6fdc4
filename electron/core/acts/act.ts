import type { Failure, Result } from '#shared/contract/result.ts';
import type { Actor } from '#shared/domain/audit/entry.ts';
import type { HoldFacts } from '#shared/domain/incidents/seen-at-hold.ts';
import type { Act, ActState } from '#shared/domain/rollback/execution.ts';
import type { BasisReading } from '#shared/domain/rollback/basis.ts';
import type { Prediction, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { routingOf } from '#shared/domain/rollback/routing.ts';
import type { Command, Write } from '#shared/domain/rollouts/action.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Cluster, Prepared } from '../ports/cluster.ts';
import { endWaiting, startClock } from './clock.ts';

/** What an act asks of its cluster. */
export type ActCluster = Pick<Cluster, 'read' | 'readRoutes' | 'readBasis' | 'countPods' | 'prepare' | 'send'>;

/** All that one act needs once it has been described: nothing here is read again before the first write. */
export interface ActOrder {
  readonly cluster: ActCluster;
  readonly before: Workload;
  readonly command: Command;
  readonly writes: readonly Write[];
  /** For undo: where it goes. */
  readonly to: Prepared['to'];
  readonly reason: string;
  readonly actor: Actor;
  readonly heldAt: number;
  /** For undo: the reading its first attempt is tested against, where it is on its way already. */
  readonly reading?: Promise<Result<BasisReading>> | undefined;
  readonly timeoutMs: number;
  readonly prediction: Prediction | null;
  /** Set when a person held a plan. */
  readonly plan: RollbackPlan | null;
  /** What the desk showed at the hold, for the record. */
  readonly seen?: HoldFacts | undefined;
}

export function startAct(order: ActOrder, auditId: string): Act {
  return {
    auditId,
    planId: order.plan?.planId ?? null,
    target: order.before.target,
    command: order.command,
    routing: routingOf(order.before),
    state: 'running',
    reason: order.reason,
    actor: order.actor,
    clock: startClock(order.heldAt, order.prediction),
    missing: '',
    error: null,
    sent: 0,
    left: [],
  };
}

/** How a failed request ends an act. Who says no and who does not answer are different words for a person at 3 a.m. */
export function stateOf(failure: Failure): ActState {
  switch (failure.kind) {
    case 'forbidden':
    case 'unauthenticated':
    case 'refused-by-policy':
    case 'approval-needed':
    case 'stale':
      return 'refused';
    case 'unreachable':
    case 'rate-limited':
      return 'unreachable';
    default:
      return 'failed';
  }
}

/** Ends an act that changed nothing, or whose sending failed. */
export function endAct(act: Act, failure: Failure): Act {
  return {
    ...act,
    state: stateOf(failure),
    error: failure,
    missing: failure.message,
    clock: endWaiting(act.clock, 'absent', 'nothing was accepted'),
  };
}
