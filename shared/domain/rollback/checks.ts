import type { Failure } from '../../contract/result.ts';
import type { Workload } from '../rollouts/workload.ts';
import { isObserved, type Version } from '../rollouts/workload.ts';
import type { Check, Lever } from './plan.ts';

export interface CheckFacts {
  readonly workload: Workload;
  readonly lever: Lever;
  readonly to: Version | undefined;
  readonly replays: boolean | null;
  readonly permission: { readonly may: boolean | null; readonly text: string };
  /** The API server's answer to the same requests with dryRun=All; null when it was not asked. */
  readonly dryRun: { readonly error: Failure | null } | null;
}

/** "Can it work", line by line. A cross warns; it refuses nothing. */
export function checksOf(facts: CheckFacts): { checks: Check[]; canTakeAll: boolean | null } {
  const capacity = capacityOf(facts);
  const checks: Check[] = [
    {
      id: 'permission',
      verdict: facts.permission.may === null ? 'unknown' : facts.permission.may ? 'yes' : 'no',
      text: facts.permission.text,
    },
    dryRunCheck(facts),
    { id: 'capacity', verdict: capacity.canTakeAll === null ? 'unknown' : capacity.canTakeAll ? 'yes' : 'no', text: capacity.text },
    replayCheck(facts),
    gitOpsCheck(facts.workload, facts.lever),
  ];
  if (!isObserved(facts.workload)) {
    checks.push({
      id: 'observed',
      verdict: 'unknown',
      text: 'The controller has not seen the newest spec yet. An abort waits up to 2 s for it',
    });
  }
  return { checks, canTakeAll: capacity.canTakeAll };
}

function dryRunCheck({ dryRun }: CheckFacts): Check {
  if (dryRun === null) return { id: 'dry-run', verdict: 'unknown', text: 'The server was not asked in advance' };
  if (dryRun.error === null) return { id: 'dry-run', verdict: 'yes', text: 'The server takes it: asked with a dry run' };
  return { id: 'dry-run', verdict: 'no', text: `The server refuses it: ${dryRun.error.upstream?.text ?? dryRun.error.message}` };
}

/** Before a rollback at p% the version that takes over must be able to carry 100%. */
function capacityOf({ workload, to }: CheckFacts): { canTakeAll: boolean | null; text: string } {
  if (to === undefined) return { canTakeAll: null, text: 'The ReplicaSet to go back to is not known yet' };
  const desired = workload.replicas.desired;
  const pods = `${to.available} of ${desired} pods ready`;
  if (desired === 0) return { canTakeAll: true, text: `${to.label} has nothing to carry: it asks for 0 pods` };
  if (to.available >= desired) return { canTakeAll: true, text: `${to.label} can carry 100%: ${pods}` };
  return { canTakeAll: false, text: `${to.label} cannot carry 100% now: ${pods}. The rest must start first` };
}

function replayCheck({ workload, lever, to, replays }: CheckFacts): Check {
  if (lever === 'abort')
    return { id: 'replay', verdict: 'yes', text: `No steps replay: ${to?.label ?? 'the stable version'} is still the stable revision` };
  if (replays === null) {
    return {
      id: 'replay',
      verdict: 'unknown',
      text: `Steps may replay: its rollback window is ${workload.rollbackWindowRevisions} revisions, counted by the controller`,
    };
  }
  if (replays)
    return {
      id: 'replay',
      verdict: 'no',
      text: `All ${workload.steps.length} steps replay: ${to?.label ?? 'it'} is not the stable version. Promote full skips them`,
    };
  return { id: 'replay', verdict: 'yes', text: 'No steps replay' };
}

function gitOpsCheck({ gitOps }: Workload, lever: Lever): Check {
  if (gitOps === null) return { id: 'gitops', verdict: 'yes', text: 'No GitOps tool owns it' };
  if (lever === 'abort')
    return { id: 'gitops', verdict: 'yes', text: `${gitOps.tool} ${gitOps.name} owns it. An abort changes status only, so it stays` };
  const text = gitOps.selfHeals
    ? `${gitOps.tool} ${gitOps.name} owns it and may put the spec back within seconds. Revert the change in its source too`
    : `${gitOps.tool} ${gitOps.name} owns it: its next deploy puts the spec back. Revert the change in its source too`;
  return { id: 'gitops', verdict: 'no', text };
}
