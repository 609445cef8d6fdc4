import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Identity, Rights } from '#shared/domain/policy/rights.ts';
import type { ApiClient } from './api-client.ts';

const Review = z.object({ status: z.object({ userInfo: z.object({ username: z.string(), groups: z.array(z.string()).nullish() }) }) });
const Access = z.object({ status: z.object({ allowed: z.boolean(), evaluationError: z.string().nullish() }) });

export interface Question {
  readonly namespace: string;
  readonly group: string;
  readonly resource: string;
  /** `status` for the subresource; `rollouts/status` as a resource would mean an object named status. */
  readonly subresource?: string;
  readonly verb: string;
}

/**
 * Who the cluster says we are. Clusters before 1.28 do not know the question (404): the kubeconfig's user then, as
 * `session`. Other failures are the cluster's.
 */
export async function selfSubjectReview(client: ApiClient, signal: AbortSignal): Promise<Result<Identity>> {
  const answer = await client.request({
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    signal,
  });
  if (!answer.ok && answer.error.kind === 'not-found') return ok({ name: client.user ?? 'anonymous', groups: [], source: 'session' });
  if (!answer.ok) return answer;
  const review = Review.safeParse(answer.value.json);
  if (!review.success) return fail('unsupported', `The cluster of ${client.context} answered a SelfSubjectReview without a user.`);
  const { username, groups } = review.data.status.userInfo;
  return ok({ name: username, groups: groups ?? [], source: 'SelfSubjectReview' });
}

/** The API server's own answer (SelfSubjectAccessReview) whether we may do this. */
export async function canI(client: ApiClient, question: Question, signal: AbortSignal): Promise<Result<boolean>> {
  const answer = await client.request({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: question } },
    signal,
  });
  if (!answer.ok) return answer;
  const access = Access.safeParse(answer.value.json);
  if (!access.success) return fail('unsupported', `The cluster of ${client.context} answered a SelfSubjectAccessReview without a verdict.`);
  return ok(access.data.status.allowed);
}

/**
 * The three rights the desk's rules stand on, asked in parallel. A right the server would not tell is null; where it
 * told none for one and the same reason (unreachable, 401) that reason is the failure.
 */
export async function rightsIn(client: ApiClient, namespace: string, clock: Clock, signal: AbortSignal): Promise<Result<Rights>> {
  const rollouts = { namespace, group: 'argoproj.io', resource: 'rollouts', verb: 'patch' };
  const [onRollouts, onStatus, onDeployments] = await Promise.all([
    canI(client, rollouts, signal),
    canI(client, { ...rollouts, subresource: 'status' }, signal),
    canI(client, { namespace, group: 'apps', resource: 'deployments', verb: 'patch' }, signal),
  ]);
  if (!onRollouts.ok && !onStatus.ok && !onDeployments.ok && onRollouts.error.kind !== 'forbidden') return onRollouts;
  const told = (answer: Result<boolean>) => (answer.ok ? answer.value : null);
  return ok({
    patchRollouts: told(onRollouts),
    patchRolloutsStatus: told(onStatus),
    patchDeployments: told(onDeployments),
    at: clock.now(),
  });
}
