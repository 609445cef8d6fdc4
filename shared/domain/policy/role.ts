import type { CommandAction } from '../rollouts/action.ts';
import type { WorkloadKind } from '../rollouts/target.ts';
import type { Rights } from './rights.ts';

/** What a person is here, by the cluster's answers alone. `mixed`: some rights that make no named role. */
export type RoleName = 'viewer' | 'responder' | 'operator' | 'mixed' | 'unknown';

export function roleOf(rights: Rights | null): RoleName {
  if (rights === null) return 'unknown';
  const answers = [rights.patchRollouts, rights.patchRolloutsStatus, rights.patchDeployments];
  if (answers.every((answer) => answer === true)) return 'operator';
  if (answers.every((answer) => answer === false)) return 'viewer';
  if (rights.patchRolloutsStatus === true && rights.patchRollouts === false && rights.patchDeployments === false) return 'responder';
  return answers.includes(null) ? 'unknown' : 'mixed';
}

export type NeededRight = 'patchRollouts' | 'patchRolloutsStatus' | 'patchDeployments';
const words: Record<NeededRight, string> = {
  patchRollouts: 'rollouts',
  patchRolloutsStatus: 'rollouts/status',
  patchDeployments: 'deployments',
};

/**
 * The desk's rule over the cluster's answers. Going forward takes patch on the Rollout and on its status, though the API alone
 * would let a status patch promote; taking back (abort) takes the status alone.
 */
export function neededRights(action: CommandAction, kind: WorkloadKind, templateIsDeployment: boolean): readonly NeededRight[] {
  if (kind === 'Deployment') return ['patchDeployments'];
  switch (action) {
    case 'abort':
      return ['patchRolloutsStatus'];
    case 'pause':
      return ['patchRollouts'];
    case 'undo':
    case 'set-image':
      return [templateIsDeployment ? 'patchDeployments' : 'patchRollouts'];
    default:
      return ['patchRollouts', 'patchRolloutsStatus'];
  }
}

export interface May {
  /** null: the cluster did not say. */
  readonly may: boolean | null;
  /** The patch rights the rule asks for, for example `rollouts and rollouts/status`. */
  readonly needs: string;
  /** Of these, the ones refused or not told. */
  readonly missing: string;
}

/** Whether these rights allow an action. `templateIsDeployment`: the Rollout takes its template from a Deployment (workloadRef). */
export function mayDo(action: CommandAction, kind: WorkloadKind, rights: Rights | null, templateIsDeployment = false): May {
  const needed = neededRights(action, kind, templateIsDeployment);
  const say = (list: readonly NeededRight[]) => list.map((right) => words[right]).join(' and ');
  const missing = needed.filter((right) => rights?.[right] !== true);
  const refused = needed.some((right) => rights?.[right] === false);
  return { may: missing.length === 0 ? true : refused ? false : null, needs: say(needed), missing: say(missing) };
}
