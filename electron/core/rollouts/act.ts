import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import { reasonAgainst } from '#shared/domain/rollouts/availability.ts';
import type { Rights } from '#shared/domain/policy/rights.ts';
import { roleOf } from '#shared/domain/policy/role.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { type ActOrder, endAct, startAct } from '../acts/act.ts';
import { actDetail, intentDetail, outcomeOf } from '../acts/evidence.ts';
import type { Perform } from '../acts/perform.ts';
import type { Ports } from '../core.ts';
import { command } from '../features.ts';
import type { Registry } from '../connections/read-model.ts';
import { rightsOrNull } from './page.ts';

interface ActInput {
  target: Target;
  command: Command;
  reason: string;
  timeoutSeconds: number;
}

/** Every action of a rollout but the held rollback: read, the desk's rule, prepare, then the same road as everything else. */
export function actCommand(ports: Ports, registry: Registry, perform: Perform, stopping: AbortSignal) {
  return command<ActInput, Act, ActOrder>({
    kind: 'command',
    async describe(input, { signal }) {
      const heldAt = ports.clock.now();
      const cluster = await registry.clusterOf(input.target.context);
      if (!cluster.ok) return cluster;
      const [workload, rights, actor] = await Promise.all([
        cluster.value.read(input.target, signal),
        rightsOrNull(cluster.value, input.target.namespace, signal),
        registry.actorOn(cluster.value, signal),
      ]);
      if (!workload.ok) return workload;
      registry.noteAlive(input.target.context);
      const order: ActOrder = {
        cluster: cluster.value,
        before: workload.value,
        command: input.command,
        writes: [],
        to: null,
        reason: input.reason,
        actor,
        heldAt,
        timeoutMs: input.timeoutSeconds * 1_000,
        prediction: null,
        plan: null,
      };
      // Going back is never stopped by a question the cluster did not answer: its own yes or no to the write decides.
      const asked = rights ?? (goesBack(input.command) ? mayAll : null);
      const against = reasonAgainst(input.command.action, workload.value, asked);
      const described = (facts: ActOrder, refusal: ReturnType<typeof refusalOf>) =>
        ok({
          action: `rollouts.${input.command.action}`,
          target: targetKey(input.target),
          reason: input.reason,
          actor,
          role: roleOf(rights),
          detail: intentDetail(facts),
          refusal,
          facts,
        });
      if (against !== null) return described(order, refusalOf(against));
      const prepared = await cluster.value.prepare(workload.value, input.command, signal);
      if (!prepared.ok) return prepared.error.kind === 'invalid' ? described(order, prepared.error) : prepared;
      return described({ ...order, writes: prepared.value.writes, to: prepared.value.to }, null);
    },
    run: async (_input, described, audit): Promise<Result<Act>> => ok(await perform(described.facts, audit, stopping)),
    refused: (_input, described, failure, auditId) => ok(endAct(startAct(described.facts, auditId), failure)),
    ended: (act) => ({ state: outcomeOf(act), detail: actDetail(act) }),
  });
}

const mayAll: Rights = { patchRollouts: true, patchRolloutsStatus: true, patchDeployments: true, at: 0 };

function goesBack(command: Command): boolean {
  return command.action === 'abort' || command.action === 'undo';
}

function refusalOf(reason: string) {
  const refused = fail('refused-by-policy', `${reason}.`.replace(/([.!?])\.$/, '$1'));
  return refused.ok ? null : refused.error;
}
