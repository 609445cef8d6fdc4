import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Actor } from '#shared/domain/audit/entry.ts';
import type { Rights } from '#shared/domain/policy/rights.ts';
import { roleOf } from '#shared/domain/policy/role.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import { reasonAgainst } from '#shared/domain/rollouts/availability.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { dialOf } from '#shared/domain/rollouts/dial.ts';
import type { RatesReading } from '#shared/domain/rollouts/observed.ts';
import { currentLabel, stableLabel } from '#shared/domain/rollouts/requested.ts';
import { type HealthReading, healthOf } from '#shared/domain/rollouts/version-health.ts';
import type { HoldFacts } from '#shared/domain/incidents/seen-at-hold.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { type ActOrder, endAct, startAct } from '../acts/act.ts';
import { actDetail, intentDetail, outcomeOf } from '../acts/evidence.ts';
import type { Perform } from '../acts/perform.ts';
import type { AuditedRunner } from '../audited.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { CommandHandler } from '../handlers.ts';

/** One step of a departure or of its way back. */
export interface LegAct {
  /** `trains.set-image`, `trains.promote`, `trains.rollback`. */
  readonly action: string;
  readonly target: Target;
  readonly command: Command;
  /** Who said so, and why. */
  readonly by: string;
  readonly reason: string;
  /** The train and the word this follows from, for the log. */
  readonly train: string;
  readonly wordOf: string;
  readonly timeoutMs: number;
  /** What was known of the versions when it was decided: kept with an act that takes one back. */
  readonly health?: HealthReading;
}

export type DoLegAct = (act: LegAct) => Promise<Result<Act>>;

interface ActNeeds {
  readonly ports: Pick<Ports, 'clock'>;
  readonly registry: Registry;
  readonly perform: Perform;
  readonly runner: AuditedRunner;
  readonly stopping: AbortSignal;
}

const mayAll: Rights = { patchRollouts: true, patchRolloutsStatus: true, patchDeployments: true, at: 0 };

/**
 * The road of every act: read, the desk's rule, the intent on disk, the request, its effect seen in the cluster, the outcome.
 * The person named is whoever gave the word; the credentials are this desk's, and the log has both.
 */
export function createLegAct({ ports, registry, perform, runner, stopping }: ActNeeds): DoLegAct {
  const handler: CommandHandler<LegAct, Act, ActOrder> = {
    kind: 'command',
    async describe({ target, command, action, by, reason, train, wordOf, timeoutMs, health }) {
      const heldAt = ports.clock.now();
      const found = await registry.clusterOf(target.context);
      if (!found.ok) return found;
      const cluster = found.value;
      const [workload, rightsAnswer, self] = await Promise.all([
        cluster.read(target, stopping),
        cluster.rights(target.namespace, stopping),
        registry.actorOn(cluster, stopping),
      ]);
      if (!workload.ok) return workload;
      registry.noteAlive(target.context);
      const rights = rightsAnswer.ok ? rightsAnswer.value : null;
      const actor: Actor = by === self.name ? self : { name: by, source: 'session' };
      const order: ActOrder = { ...emptyOrder, cluster, before: workload.value, command, reason, actor, heldAt, timeoutMs };
      const seen = health === undefined ? undefined : seenByTrain(workload.value, health, heldAt);
      const prepared = await prepare(order, goesBack(command) ? (rights ?? mayAll) : rights);
      const refusal = prepared.ok ? null : prepared.error;
      const ready = { ...(prepared.ok ? prepared.value : order), seen };
      return ok({
        action,
        target: targetKey(target),
        reason,
        actor,
        role: roleOf(rights),
        detail: { ...intentDetail(ready), train, wordOf, credentialsOf: self.name },
        refusal,
        facts: ready,
      });
    },
    run: async (_input, { facts }, audit) => ok(await perform(facts, audit, stopping)),
    refused: (_input, { facts }, failure, auditId) => ok(endAct(startAct(facts, auditId), failure)),
    ended: (act) => ({ state: outcomeOf(act), detail: { ...actDetail(act), command: act.command } }),
  };

  async function prepare(order: ActOrder, rights: Rights | null): Promise<Result<ActOrder>> {
    const reason = reasonAgainst(order.command.action, order.before, rights);
    if (reason !== null) return fail('refused-by-policy', `${reason}.`);
    const prepared = await order.cluster.prepare(order.before, order.command, stopping);
    return prepared.ok ? ok({ ...order, writes: prepared.value.writes, to: prepared.value.to }) : prepared;
  }

  return (act) => runner.runCommand(handler, act, { session: { id: act.train, host: 'headless' }, signal: stopping });
}

/** The figures a train decided on, as a person's hold keeps what was on the screen. Nothing is asked for now: nothing waits. */
function seenByTrain(workload: Workload, health: HealthReading, at: number): HoldFacts {
  return {
    at,
    dial: dialOf({ workload, routes: [], rates: ratesIn(health), clusterAt: at }),
    health: healthOf(workload, health),
    current: currentLabel(workload),
    stable: stableLabel(workload),
  };
}

function ratesIn(health: HealthReading): RatesReading {
  if (health === null || 'why' in health) return health;
  const { byHash, at, source, windowMs = 60_000 } = health;
  return { byHash: new Map([...byHash].map(([hash, figures]) => [hash, figures.requestsPerSecond])), at, windowMs, source };
}

const emptyOrder = { writes: [], to: null, prediction: null, plan: null } as const;

function goesBack({ action }: Command): boolean {
  return action === 'abort' || action === 'undo' || action === 'promote-full';
}

/** Whether this workload still carries what the train brought. */
export function carries(workload: Workload, image: string): boolean {
  const current = workload.versions.find(({ hash }) => hash === workload.currentHash);
  return current?.images.some((one) => one.image === image) ?? false;
}
