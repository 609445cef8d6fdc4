import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { RollbackOutcome } from '#shared/contract/rollback.ts';
import { roleOf } from '#shared/domain/policy/role.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { type ActOrder, endAct, startAct } from '../acts/act.ts';
import type { ActBoard } from '../acts/act-board.ts';
import { actDetail, intentDetail, outcomeOf } from '../acts/evidence.ts';
import type { Perform } from '../acts/perform.ts';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';
import type { ActAudit, CommandHandler, Described } from '../handlers.ts';
import type { FleetReadModel } from '../rollouts/read-model.ts';
import { heartbeatMs } from '../connections/read-model.ts';
import type { KeptPlan, PlanNeeds } from './plan.ts';
import { planRollback } from './plan.ts';
import { createPlanShelf } from './plan-shelf.ts';
import { seenAtHold } from './seen.ts';

/** A caller without a screen plans again this often when the basis moves under it. */
const replans = 5;

export interface RollbackNeeds extends PlanNeeds {
  readonly ports: Ports;
  readonly fleet: FleetReadModel;
  readonly perform: Perform;
  readonly board: ActBoard;
  readonly stopping: AbortSignal;
}

interface Facts {
  readonly kept: KeptPlan;
  readonly order: ActOrder;
}

export function rollbackProcedures(needs: RollbackNeeds): FeatureHandlers<'rollback'> {
  const { ports, registry, fleet, perform, board, stopping } = needs;
  const shelf = createPlanShelf(ports.clock);

  async function describe(
    kept: KeptPlan,
    action: string,
    reason: string,
    timeoutSeconds: number,
    signal: AbortSignal,
  ): Promise<Result<Described<Facts>>> {
    const heldAt = ports.clock.now();
    const reading = kept.plan.command.action === 'undo' ? await underWay(kept) : undefined;
    const actor = await registry.actorOn(kept.cluster, signal);
    const before = await beforeNow(kept, signal);
    const order: ActOrder = {
      cluster: kept.cluster,
      before: before ?? kept.workload,
      command: kept.plan.command,
      writes: kept.prepared.writes,
      to: kept.prepared.to,
      reason,
      actor,
      heldAt,
      reading: reading?.answer,
      timeoutMs: timeoutSeconds * 1_000,
      prediction: kept.plan.prediction,
      plan: kept.plan,
      seen: seenAtHold(needs, kept, before ?? kept.workload, heldAt),
    };
    return ok({
      action,
      target: targetKey(kept.plan.target),
      reason,
      actor,
      role: roleOf(kept.rights),
      detail: intentDetail(order),
      refusal: before === null ? { kind: 'stale', message: 'It changed. The object was deleted and created again.' } : null,
      facts: { kept, order },
    });
  }

  /** An undo has to read before it writes: the answer comes while the intent is on its way to the disk. */
  async function underWay(kept: KeptPlan) {
    const answer = kept.cluster.readBasis(kept.plan.target, stopping);
    // A connection that was idle is looked at for a turn of the loop before it is used; then the question has left.
    for (let turn = 0; turn < 2; turn += 1) await Promise.race([answer, ports.clock.sleep(0, stopping)]);
    return { answer };
  }

  /**
   * The object as it is now: from the watch where it is watched, else one GET. null: it is another object. What cannot be
   * read now does not stop a rollback; the plan's own reading then stands.
   */
  async function beforeNow(kept: KeptPlan, signal: AbortSignal): Promise<Workload | null> {
    const watched = fleet.latest(kept.plan.target)?.workload;
    if (watched !== undefined) return watched.uid === kept.workload.uid ? watched : null;
    const basis = await kept.cluster.readBasis(kept.plan.target, signal);
    if (!basis.ok) return kept.workload;
    const { uid, generation, observedGeneration } = basis.value;
    return uid === kept.workload.uid ? { ...kept.workload, generation, observedGeneration } : null;
  }

  /** A refusal whose basis changed comes with the plan that holds now. */
  async function withNewPlan(outcome: RollbackOutcome, kept: KeptPlan): Promise<RollbackOutcome> {
    if (outcome.act.error?.kind !== 'stale') return outcome;
    const again = await planRollback(needs, kept.request, stopping);
    if (!again.ok) return outcome;
    shelf.keep(again.value);
    return { ...outcome, newPlan: again.value.plan };
  }

  async function pull({ order }: Facts, audit: ActAudit): Promise<RollbackOutcome> {
    return { act: await perform(order, audit, stopping), newPlan: null };
  }

  const ends: Pick<CommandHandler<never, RollbackOutcome, Facts>, 'ended'> & {
    refused(input: unknown, described: Described<Facts>, failure: Parameters<typeof endAct>[1], auditId: string): Result<RollbackOutcome>;
  } = {
    refused: (_input, described, failure, auditId) => ok({ act: endAct(startAct(described.facts.order, auditId), failure), newPlan: null }),
    ended: ({ act }) => ({ state: outcomeOf(act), detail: actDetail(act) }),
  };

  return {
    plan: {
      kind: 'query',
      async run(request, { signal }) {
        const kept = await planRollback(needs, request, signal);
        if (!kept.ok) return kept;
        shelf.keep(kept.value);
        return ok(kept.value.plan);
      },
    },
    execute: command<{ planId: string; reason: string; timeoutSeconds: number }, RollbackOutcome, Facts>({
      kind: 'command',
      async describe({ planId, reason, timeoutSeconds }, { signal }) {
        const kept = shelf.take(planId);
        if (kept === null)
          return fail('not-found', 'This plan is not on the desk any more. Make a new one: nothing was sent.', { field: 'planId' });
        return describe(kept, 'rollback.execute', reason, timeoutSeconds, signal);
      },
      run: async (_input, { facts }, audit) => ok(await withNewPlan(await pull(facts, audit), facts.kept)),
      ...ends,
    }),
    run: command<Parameters<typeof planRollback>[1] & { reason: string; timeoutSeconds: number }, RollbackOutcome, Facts>({
      kind: 'command',
      async describe({ reason, timeoutSeconds, ...request }, { signal }) {
        const kept = await planRollback(needs, request, signal);
        return kept.ok ? describe(kept.value, 'rollback.run', reason, timeoutSeconds, signal) : kept;
      },
      async run({ reason, timeoutSeconds, ...request }, { facts }, audit) {
        let outcome = await pull(facts, audit);
        for (let attempt = 1; attempt < replans && outcome.act.error?.kind === 'stale'; attempt += 1) {
          const again = await planRollback(needs, request, stopping);
          if (!again.ok) break;
          const described = await describe(again.value, 'rollback.run', reason, timeoutSeconds, stopping);
          if (!described.ok) break;
          const noted = await audit.sent({ why: 'the basis changed, planned again', ...described.value.detail });
          if (!noted.ok) return noted;
          outcome = await pull(described.value.facts, audit);
        }
        return ok(outcome);
      },
      ...ends,
    }),
    watch: {
      kind: 'live',
      run({ target }, { signal }) {
        const key = targetKey(target);
        return board.channel.subscribe(signal, { heartbeatMs, accepts: (_auditId, act) => targetKey(act.target) === key });
      },
    },
  };
}
