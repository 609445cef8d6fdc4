import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import type { CiDeployment } from '#shared/domain/trains/ci.ts';
import { Deployment, DeploymentStatus } from './answers.ts';
import type { Question } from './asking.ts';
import { read } from './failure.ts';
import type { Repository } from './names.ts';
import { perPage } from './pages.ts';
import { toDeployment } from './to-ci.ts';

const newest = 20;
const kept = 2_000;
/** One that is over and that the list does not call changed is asked about again after this long: each costs a request of its own. */
const settledForMs = 60_000;

interface Known {
  readonly listedAt: number;
  readonly askedAt: number;
  readonly deployment: CiDeployment;
}

type Query = { readonly environment?: string; readonly sha?: string };
export type ReadDeployments = (name: string, place: Repository, query: Query, question: Question) => Promise<Result<CiDeployment[]>>;

/** The newest deployments of a repository, newest first, each with how it ended. */
export function createReadDeployments(clock: Clock): ReadDeployments {
  const known = new Map<string, Known>();

  async function whole(
    name: string,
    place: Repository,
    listed: z.infer<typeof Deployment>,
    question: Question,
  ): Promise<Result<CiDeployment>> {
    const key = `${name} ${listed.id}`;
    const before = known.get(key);
    const settled = before?.deployment.state === 'passed' || before?.deployment.state === 'failed';
    if (before !== undefined && settled && before.listedAt === listed.updated_at && clock.now() - before.askedAt < settledForMs)
      return ok(before.deployment);
    const askedAt = clock.now();
    const answer = await question.octokit.rest.repos.listDeploymentStatuses({
      ...place,
      deployment_id: Number(listed.id),
      per_page: perPage,
      request: question.request,
    });
    const statuses = read(z.array(DeploymentStatus), answer.data, question.asked);
    if (!statuses.ok) return statuses;
    const deployment = toDeployment(name, listed, statuses.value);
    if (known.size >= kept) known.clear();
    known.set(key, { listedAt: listed.updated_at, askedAt, deployment });
    return ok(deployment);
  }

  return async (name, place, query, question) => {
    const answer = await question.octokit.rest.repos.listDeployments({ ...place, ...query, per_page: newest, request: question.request });
    const found = read(z.array(Deployment), answer.data, question.asked);
    if (!found.ok) return found;
    const all = await Promise.all(found.value.map((listed) => whole(name, place, listed, question)));
    const failed = all.find((each) => !each.ok);
    if (failed !== undefined && !failed.ok) return failed;
    return ok(all.flatMap((each) => (each.ok ? [each.value] : [])).toSorted((a, b) => b.createdAt - a.createdAt));
  };
}
