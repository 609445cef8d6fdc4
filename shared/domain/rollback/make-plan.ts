import type { Failure } from '../../contract/result.ts';
import { type Rights } from '../policy/rights.ts';
import { mayDo } from '../policy/role.ts';
import type { Action, Write } from '../rollouts/action.ts';
import type { Dial } from '../rollouts/figure.ts';
import { currentVersion, type Version, type Workload } from '../rollouts/workload.ts';
import { percentText } from '../rollouts/words.ts';
import { checksOf } from './checks.ts';
import { type Choice, replaysSteps, undoTarget } from './choose-lever.ts';
import { kubectlOf } from '../rollouts/kubectl.ts';
import type { Effect, Lever, RevisionRef, RollbackPlan } from './plan.ts';
import { type Past, predict } from './predict.ts';
import { routingOf } from './routing.ts';

export interface PlanFacts {
  readonly planId: string;
  readonly at: number;
  readonly workload: Workload;
  readonly choice: Choice;
  readonly writes: readonly Write[];
  /** Our hash of the template an undo goes to. */
  readonly toTemplateHash: string | null;
  readonly rights: Rights | null;
  /** Others who may, or why that cannot be told. Asked only when this person may not. */
  readonly whoMay: string;
  readonly dryRun: { readonly error: Failure | null } | null;
  readonly dial: Dial;
  readonly past: Past;
  /** Whether a metric server is configured for this cluster. */
  readonly measured: boolean;
}

/** The plan a person holds: what is sent, what it stands on, what it will do, what it will not. The same facts give the same plan. */
export function makePlan(facts: PlanFacts): RollbackPlan {
  const { workload, choice, rights } = facts;
  const { lever, command } = choice;
  const to =
    lever === 'abort'
      ? workload.versions.find((version) => version.hash === workload.stableHash)
      : undoTarget(workload, command.action === 'undo' ? command.toRevision : null);
  const replays = lever === 'abort' ? false : replaysSteps(workload, to);
  const permission = permissionOf(workload, lever, rights);
  const { checks, canTakeAll } = checksOf({ workload, lever, to, replays, permission, dryRun: facts.dryRun });
  return {
    planId: facts.planId,
    target: workload.target,
    at: facts.at,
    lever,
    command,
    from: refOf(currentVersion(workload), workload.currentHash),
    to: refOf(to, lever === 'abort' ? workload.stableHash : ''),
    writes: [...facts.writes],
    kubectl: kubectlOf(workload.target, command, workload.paused),
    basis: {
      uid: workload.uid,
      currentHash: workload.currentHash,
      stableHash: workload.stableHash,
      templateHash: workload.templateHash,
      toTemplateHash: facts.toTemplateHash,
    },
    prediction: predict(lever, workload, facts.past, facts.measured),
    routing: routingOf(workload),
    effects: effectsOf(facts, to),
    checks,
    options: choice.options,
    replaysSteps: replays,
    stableCanTakeAll: canTakeAll,
    gitOps: workload.gitOps,
    permission: { ...permission, whoMay: permission.may === true ? '' : facts.whoMay },
    willNotComeBack: staysOf(facts, to),
    leftToDo: leftOf(facts),
    dial: facts.dial,
  };
}

function refOf(version: Version | undefined, hash: string): RevisionRef {
  return version === undefined
    ? { revision: null, hash, label: hash === '' ? 'unknown' : hash }
    : { revision: version.revision, hash: version.hash, label: version.label };
}

/** An abort of a Rollout paused by hand must also resume it, or nothing moves (measured): that takes patch on the object too. */
export function rightFor(lever: Lever, workload: Workload): Action {
  return lever === 'abort' && workload.paused ? 'resume' : lever;
}

function permissionOf(workload: Workload, lever: 'abort' | 'undo', rights: Rights | null): { may: boolean | null; text: string } {
  const may = mayDo(rightFor(lever, workload), workload.target.kind, rights, workload.workloadRef?.kind === 'Deployment');
  const needs = `patch on ${may.needs}`;
  if (may.may === true) return { may: true, text: `You may send it: ${needs}` };
  if (may.may === false) return { may: false, text: `You may not send it: it takes ${needs} in ${workload.target.namespace}` };
  return { may: null, text: `The cluster did not say whether you may (${needs}). Its answer to the request decides` };
}

function effectsOf({ workload, choice, dial }: PlanFacts, to: Version | undefined): Effect[] {
  const from = currentVersion(workload);
  const fromLabel = from?.label ?? workload.currentHash;
  const toLabel = to?.label ?? 'the older version';
  const pods = String(from?.desired ?? workload.replicas.updated);
  if (choice.lever === 'undo') {
    return [
      { what: 'Template', before: fromLabel, after: toLabel, note: 'the spec asks for it again' },
      {
        what: `Pods of ${toLabel}`,
        before: String(to?.available ?? 0),
        after: String(workload.replicas.desired),
        note: 'as many as the spec asks for',
      },
    ];
  }
  const share = dial.accepted.percent;
  return [
    ...(share === null ? [] : [{ what: `Weight of ${fromLabel}`, before: percentText(share), after: '0%', note: `${toLabel} takes 100%` }]),
    {
      what: `Pods of ${fromLabel}`,
      before: pods,
      after: '0',
      note: routingOf(workload) === 'pods' ? `as pods of ${toLabel} become ready` : 'after the scale-down delay',
    },
    { what: 'Controller says', before: workload.phase, after: 'Degraded', note: 'its word for aborted' },
  ];
}

function staysOf({ workload, choice }: PlanFacts, to: Version | undefined): string[] {
  const from = currentVersion(workload)?.label ?? 'the new version';
  const stays = [`What ${from} has written, sent or answered so far`];
  if (choice.lever !== 'abort' && to !== undefined && to.images.some(({ image }) => !image.includes('@')))
    stays.push(`Tags can move: ${to.label} pulls its image anew unless its node has it`);
  return stays;
}

/** An abort leaves the template as it is. */
function leftOf({ workload, choice }: PlanFacts): string[] {
  if (choice.lever !== 'abort') return [];
  return [`The spec still asks for ${currentVersion(workload)?.label ?? 'the new version'}: a retry would send it again, until you undo`];
}
