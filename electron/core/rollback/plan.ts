import { type Failure, fail, ok, type Result } from '#shared/contract/result.ts';
import type { Rights } from '#shared/domain/policy/rights.ts';
import { mayDo } from '#shared/domain/policy/role.ts';
import { chooseLever } from '#shared/domain/rollback/choose-lever.ts';
import { makePlan, rightFor } from '#shared/domain/rollback/make-plan.ts';
import type { Lever, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { routingOf } from '#shared/domain/rollback/routing.ts';
import type { Command, Write } from '#shared/domain/rollouts/action.ts';
import { dialOf } from '#shared/domain/rollouts/dial.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { AuditReadModel } from '../audit/read-model.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { Cluster, Prepared } from '../ports/cluster.ts';
import type { HealthsReadModel, RatesReadModel } from '../rollouts/read-model.ts';
import { pastOf } from './past.ts';

export interface PlanRequest {
  readonly target: Target;
  readonly lever: Lever | null;
  readonly toRevision: number | null;
}

/** A plan with what only the core needs of it. */
export interface KeptPlan {
  readonly request: PlanRequest;
  readonly plan: RollbackPlan;
  readonly workload: Workload;
  readonly prepared: Prepared;
  readonly rights: Rights | null;
  readonly cluster: Cluster;
}

export interface PlanNeeds {
  readonly ports: Ports;
  readonly registry: Registry;
  readonly audit: AuditReadModel;
  readonly rates: RatesReadModel;
  readonly healths: HealthsReadModel;
}

/** Reads everything a plan stands on, at once where it can. Only the object itself must be readable: the rest may be unknown and says so. */
export async function planRollback(
  { ports, registry, audit, rates, healths }: PlanNeeds,
  request: PlanRequest,
  signal: AbortSignal,
): Promise<Result<KeptPlan>> {
  const { target } = request;
  const found = await registry.clusterOf(target.context);
  if (!found.ok) return found;
  const cluster = found.value;
  const [workload, rightsAnswer] = await Promise.all([cluster.read(target, signal), cluster.rights(target.namespace, signal)]);
  if (!workload.ok) return workload;
  registry.noteAlive(target.context);
  const { choice, why } = chooseLever(workload.value, request.lever, request.toRevision);
  if (choice === null) return fail('invalid', `${why}.`);

  const prepared = await cluster.prepare(workload.value, choice.command, signal);
  if (!prepared.ok) return prepared;
  const rights = rightsAnswer.ok ? rightsAnswer.value : null;
  const [routes, reading, dryRun, whoMay, past] = await Promise.all([
    cluster.readRoutes(workload.value, signal),
    rates.refresh(workload.value, 10_000, signal),
    dryRunOf(cluster, prepared.value.writes, signal),
    whoMayOf(cluster, target, choice.command, rights, workload.value, signal),
    pastOf(audit, target, choice.lever, routingOf(workload.value)),
    // No part of the plan: so that whoever holds it has seen how the versions answer, and the record says what.
    healths.refresh(workload.value, 10_000, signal),
  ]);
  const at = ports.clock.now();
  const plan = makePlan({
    planId: ports.ids.next(),
    at,
    workload: workload.value,
    choice,
    writes: prepared.value.writes,
    toTemplateHash: prepared.value.to?.templateHash ?? null,
    rights,
    whoMay,
    dryRun,
    dial: dialOf({ workload: workload.value, routes: routes.ok ? routes.value : [], rates: reading, clusterAt: at }),
    past,
    measured: ports.metrics.sourceOf(target.context) !== null,
  });
  return ok({ request, plan, workload: workload.value, prepared: prepared.value, rights, cluster });
}

async function dryRunOf(cluster: Cluster, writes: readonly Write[], signal: AbortSignal): Promise<{ error: Failure | null } | null> {
  for (const write of writes) {
    const answer = await cluster.send(write, { dryRun: true }, signal);
    // Between the read and this question a busy controller may have moved the version: that says nothing about the plan.
    if (!answer.ok) return answer.error.kind === 'conflict' || answer.error.kind === 'unreachable' ? null : { error: answer.error };
  }
  return { error: null };
}

async function whoMayOf(
  cluster: Cluster,
  target: Target,
  command: Command,
  rights: Rights | null,
  workload: Workload,
  signal: AbortSignal,
): Promise<string> {
  const asked = command.action === 'abort' ? rightFor('abort', workload) : command.action;
  const may = mayDo(asked, target.kind, rights, workload.workloadRef?.kind === 'Deployment');
  if (may.may === true) return '';
  const others = await cluster.whoMay(target, command, signal);
  if (others.ok) return others.value.length === 0 ? 'No role binding names anyone who may.' : `${others.value.join(', ')} may.`;
  return `Who may is not for you to see: ${others.error.upstream?.text ?? others.error.message}`;
}
