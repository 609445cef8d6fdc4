import { type May, mayDo, roleOf } from '../policy/role.ts';
import type { Rights } from '../policy/rights.ts';
import { Action, type Availability, type CommandAction } from './action.ts';
import { obstacleOf } from './obstacle.ts';
import type { Version, Workload } from './workload.ts';

/**
 * All eight actions: what the API server's own answer, the desk's rule and the object's state say together.
 * `rights` null: never asked, which counts as unknown and disables. The state's reason comes first: it holds for everybody.
 * @param revisions what undo could go to; the workload's own versions unless given
 */
export function availabilityOf(
  workload: Workload,
  rights: Rights | null,
  revisions: readonly Version[] = workload.versions,
): readonly Availability[] {
  return Action.options.map((action) => {
    const reason = reasonAgainst(action, workload, rights, revisions);
    return { action, enabled: reason === null, reason: reason ?? '' };
  });
}

/** Why this one cannot be done now by whoever has these rights, or null when it can. */
export function reasonAgainst(
  action: CommandAction,
  workload: Workload,
  rights: Rights | null,
  revisions: readonly Version[] = workload.versions,
): string | null {
  return obstacleOf(action, workload, revisions) ?? refusalOf(action, workload, rights);
}

/** Why these rights do not allow the action, in words, or null when they do. */
export function refusalOf(action: CommandAction, workload: Workload, rights: Rights | null): string | null {
  const { kind, namespace } = workload.target;
  // An abort of a Rollout paused by hand moves nothing until it is resumed, and that is a write to the spec.
  const asked = action === 'abort' && workload.paused ? 'resume' : action;
  const may = mayDo(asked, kind, rights, workload.workloadRef?.kind === 'Deployment');
  if (may.may === true) return null;
  if (may.may === null) return `The cluster did not say whether you may (patch on ${may.missing} in ${namespace})`;
  if (asked !== action)
    return `It is paused by hand, and an abort moves nothing until it is resumed. That takes patch on ${may.needs} in ${namespace}`;
  return `${youMay(rights)}. It takes patch on ${may.needs} in ${namespace}; ${missingText(may)}`;
}

function youMay(rights: Rights | null): string {
  switch (roleOf(rights)) {
    case 'viewer':
      return 'You are a viewer here: you may look';
    case 'responder':
      return 'You are a responder here: you may abort, nothing else';
    default:
      return 'You may not';
  }
}

function missingText(may: May): string {
  return may.missing === may.needs ? 'whoever has it may' : `you lack ${may.missing}. Whoever has both may`;
}
