import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { RightAnswer } from '#shared/domain/connections/access.ts';
import type { Identity, Rights } from '#shared/domain/policy/rights.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import type { ApiClient } from './api-client.ts';

const Review = z.object({ status: z.object({ userInfo: z.object({ username: z.string(), groups: z.array(z.string()).nullish() }) }) });
const Access = z.object({
  status: z.object({ allowed: z.boolean(), reason: z.string().nullish(), evaluationError: z.string().nullish() }),
});
const Version = z.object({ gitVersion: z.string() });

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
  const review = await accessReview(client, question, signal);
  return review.ok ? ok(review.value.allowed) : review;
}

/** The answer with the authorizer's reason and what kept it from judging, verbatim. */
async function accessReview(
  client: ApiClient,
  question: Question,
  signal: AbortSignal,
): Promise<Result<{ allowed: boolean; words: string }>> {
  const answer = await client.request({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: question } },
    signal,
  });
  if (!answer.ok) return answer;
  const access = Access.safeParse(answer.value.json);
  if (!access.success) return fail('unsupported', `The cluster of ${client.context} answered a SelfSubjectAccessReview without a verdict.`);
  const { allowed, reason, evaluationError } = access.data.status;
  return ok({ allowed, words: upstreamText([reason, evaluationError].filter(Boolean).join('; ')) });
}

/** What the API server says it is, for example `v1.33.1`. */
export async function serverVersion(client: ApiClient, signal: AbortSignal): Promise<Result<string>> {
  const answer = await client.request({ method: 'GET', path: '/version', signal });
  if (!answer.ok) return answer;
  const version = Version.safeParse(answer.value.json);
  return version.success ? ok(version.data.gitVersion) : fail('unsupported', `The cluster of ${client.context} does not say its version.`);
}

/** The three rights with the cluster's own words. Where it would answer none for one reason, that reason is the failure. */
export async function rightsSaid(client: ApiClient, namespace: string, signal: AbortSignal): Promise<Result<readonly RightAnswer[]>> {
  const answers = await Promise.all(
    asked.map(async ({ right, resource, group, name, subresource }) => {
      const question = { namespace, group, resource: name, verb: 'patch', ...(subresource === null ? {} : { subresource }) };
      const review = await accessReview(client, question, signal);
      if (review.ok) return { review, answer: { right, resource, allowed: review.value.allowed, words: review.value.words } };
      return { review, answer: { right, resource, allowed: null, words: review.error.upstream?.text ?? review.error.message } };
    }),
  );
  const first = answers[0]?.review;
  if (first !== undefined && !first.ok && answers.every(({ review }) => !review.ok)) return first;
  return ok(answers.map(({ answer }) => answer));
}

const asked = [
  { right: 'patchRollouts', resource: 'rollouts', group: 'argoproj.io', name: 'rollouts', subresource: null },
  { right: 'patchRolloutsStatus', resource: 'rollouts/status', group: 'argoproj.io', name: 'rollouts', subresource: 'status' },
  { right: 'patchDeployments', resource: 'deployments', group: 'apps', name: 'deployments', subresource: null },
] as const;

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
