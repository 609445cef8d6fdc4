import { z } from 'zod';
import { resultOf } from '../../contract/result.ts';
import { Identity } from '../policy/rights.ts';
import { mayDo, type NeededRight, type RoleName, roleOf } from '../policy/role.ts';
import type { Rights } from '../policy/rights.ts';
import { Action } from '../rollouts/action.ts';
import { WorkloadKind } from '../rollouts/target.ts';

/** One question to the API server (SelfSubjectAccessReview) and its answer. */
export const RightAnswer = z.object({
  right: z.enum(['patchRollouts', 'patchRolloutsStatus', 'patchDeployments']),
  /** As RBAC writes it: `rollouts/status`. */
  resource: z.string(),
  /** null: the cluster did not say; `words` says why. */
  allowed: z.boolean().nullable(),
  /** The cluster's own reason, verbatim; empty where it gave none. */
  words: z.string(),
});
export type RightAnswer = z.infer<typeof RightAnswer>;

export const ActionRight = z.object({
  kind: WorkloadKind,
  action: Action,
  may: z.boolean().nullable(),
  /** The patch rights the desk's rule asks for: `rollouts and rollouts/status`. */
  needs: z.string(),
  missing: z.string(),
});
export type ActionRight = z.infer<typeof ActionRight>;

/** Who this person is on one cluster and what that allows in one namespace, each part with its own failure. */
export const ContextRights = z.object({
  context: z.string(),
  namespace: z.string(),
  /** When the cluster answered, epoch ms. */
  at: z.number(),
  /** `v1.33.1`, as the API server says. */
  version: resultOf(z.string()),
  identity: resultOf(Identity),
  role: z.enum(['viewer', 'responder', 'operator', 'mixed', 'unknown']),
  answers: resultOf(z.array(RightAnswer)),
  actions: z.array(ActionRight),
});
export type ContextRights = z.infer<typeof ContextRights>;

/** The answers as the three rights the desk's rule stands on. Without answers nothing is known. */
export function rightsOf(answers: readonly RightAnswer[], at: number): Rights {
  const of = (right: NeededRight) => answers.find((answer) => answer.right === right)?.allowed ?? null;
  return {
    patchRollouts: of('patchRollouts'),
    patchRolloutsStatus: of('patchRolloutsStatus'),
    patchDeployments: of('patchDeployments'),
    at,
  };
}

/** Every action on a Rollout, then those a Deployment knows, with what the answers allow. */
export function actionRights(rights: Rights): { role: RoleName; actions: ActionRight[] } {
  const all = WorkloadKind.options.flatMap((kind) =>
    Action.options.filter((action) => kind === 'Rollout' || onDeployments.has(action)).map((action) => ({ kind, action })),
  );
  return { role: roleOf(rights), actions: all.map((one) => ({ ...one, ...mayDo(one.action, one.kind, rights) })) };
}

const onDeployments: ReadonlySet<Action> = new Set<Action>(['undo', 'pause', 'resume', 'restart']);
