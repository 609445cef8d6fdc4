import { z } from 'zod';
import { type Answer, notFound, paged, refusal } from './answer.ts';
import { compare } from './compare.ts';
import { type Repository, type Run, stepsAt } from './model.ts';
import type { ShopCi } from './shop-ci.ts';
import { checkRunView, deploymentView, gateView, jobView, type Places, repositoryView, runView, statusViews } from './views.ts';

export interface Asked {
  readonly method: string;
  /** Below the API's base, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

interface Known {
  readonly ci: ShopCi;
  readonly repository: Repository;
  readonly now: number;
  readonly places: Places;
}

const Review = z.object({
  environment_ids: z.array(z.number()).min(1),
  state: z.enum(['approved', 'rejected']),
  comment: z.string().min(1),
});
const ofRepository = /^\/repos\/([\w.-]+)\/([\w.-]+)(\/.*)?$/;

/** Answers as the REST API does for the routes that Octokit uses here. */
export function answerApi(ci: ShopCi, asked: Asked, now: number, places: Places): Answer {
  if (asked.method === 'GET' && asked.path === '/user')
    return { status: 200, body: { login: 'release-desk', id: 1, type: 'User', name: 'The desk of this sandbox' } };
  const [, owner = '', name = '', rest = ''] = ofRepository.exec(asked.path) ?? [];
  const repository = ci.repositories().get(`${owner}/${name}`);
  if (repository === undefined) return notFound();
  return answerRepository({ ci, repository, now, places }, asked, rest);
}

function answerRepository(known: Known, { method, query, body }: Asked, rest: string): Answer {
  const { repository, now, places } = known;
  const parts = rest.split('/').slice(1).map(decoded);
  const [first, second, third, fourth] = parts;
  if (method === 'POST') return first === 'actions' && second === 'runs' ? change(known, third, fourth, body) : notFound();
  if (method !== 'GET') return notFound();
  if (parts.length === 0) return { status: 200, body: repositoryView(repository, places) };
  if (first === 'compare' && second !== undefined && parts.length === 2) return compare(repository, second, query, places);
  if (first === 'commits' && second !== undefined) return commitRoutes(known, query, second, third);
  if (first === 'deployments') return deploymentRoutes(known, query, second, third);
  if (first !== 'actions' || second !== 'runs') return notFound();
  if (third === undefined) return paged(runsFor(known, query), query, 'workflow_runs');
  const run = runById(repository, third, now);
  if (run === undefined) return notFound();
  if (fourth === undefined) return { status: 200, body: runView(repository, run, now, places) };
  if (fourth === 'jobs')
    return paged(
      run.jobs.map((job) => jobView(repository, run, job, now, places)),
      query,
      'jobs',
    );
  if (fourth === 'pending_deployments') return { status: 200, body: opened(run, now).map(gateView) };
  return notFound();
}

function runsFor({ repository, now, places }: Known, query: URLSearchParams): unknown[] {
  const [sha, branch] = [query.get('head_sha'), query.get('branch')];
  return repository.runs
    .filter((run) => run.createdAt <= now && (sha === null || run.sha === sha) && (branch === null || run.branch === branch))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map((run) => runView(repository, run, now, places));
}

function commitRoutes({ repository, now, places }: Known, query: URLSearchParams, ref: string, what: string | undefined): Answer {
  const sha = shaOf(repository, ref, now);
  if (sha === null) return refusal(422, `No commit found for SHA: ${ref}`);
  const runs = repository.runs.filter((run) => run.sha === sha && run.createdAt <= now);
  if (what === 'check-runs')
    return paged(
      runs.flatMap((run) => run.jobs.map((job) => checkRunView(repository, run, job, now, places))),
      query,
      'check_runs',
    );
  // Nobody here uses the older commit statuses; that is an answer too.
  if (what === 'status') return { status: 200, body: { sha, state: 'pending', statuses: [], total_count: 0 } };
  return notFound();
}

function deploymentRoutes(
  { repository, now, places }: Known,
  query: URLSearchParams,
  id: string | undefined,
  what: string | undefined,
): Answer {
  const there = repository.deployments.filter((each) => stepsAt(each, repository, now) !== null);
  if (id === undefined) {
    const [environment, sha] = [query.get('environment'), query.get('sha')];
    const found = there
      .filter((each) => (environment === null || each.environment === environment) && (sha === null || each.sha === sha))
      .toSorted((a, b) => (stepsAt(b, repository, now)?.at(-1)?.at ?? 0) - (stepsAt(a, repository, now)?.at(-1)?.at ?? 0));
    return paged(
      found.map((each) => deploymentView(repository, each, now, places)),
      query,
    );
  }
  const deployment = there.find((each) => String(each.id) === id);
  if (deployment === undefined) return notFound();
  return what === 'statuses' ? paged(statusViews(repository, deployment, now, places), query) : notFound();
}

function change({ ci, repository, now }: Known, id: string | undefined, what: string | undefined, body: unknown): Answer {
  const run = runById(repository, id ?? '', now);
  if (run === undefined) return notFound();
  if (what === 'rerun' || what === 'rerun-failed-jobs') {
    return ci.rerun(repository, run) ? { status: 201, body: {} } : refusal(403, 'This workflow run cannot be retried');
  }
  if (what !== 'pending_deployments') return notFound();
  const review = Review.safeParse(body);
  if (!review.success) return refusal(422, 'Invalid request.\n\nA comment, a state and at least one environment are required.');
  const { environment_ids: ids, state } = review.data;
  const waiting = opened(run, now);
  if (ids.some((each) => !waiting.some((gate) => gate.id === each)))
    return refusal(422, 'Validation Failed', { errors: ['There are no pending deployment requests for one of the environments'] });
  if (waiting.some((gate) => ids.includes(gate.id) && !gate.mayApprove))
    return refusal(422, 'Validation Failed', { errors: ['User cannot approve one of the environments'] });
  ci.review(run, ids, state);
  return { status: 200, body: [] };
}

/** A gate is there once the jobs before it are through. */
function opened(run: Run, now: number) {
  return run.gates.filter(({ since }) => since <= now);
}

function runById({ runs }: Repository, id: string, now: number): Run | undefined {
  return runs.find((run) => String(run.id) === id && run.createdAt <= now);
}

/** A full SHA, the beginning of one, or a branch. */
function shaOf({ commits, runs }: Repository, ref: string, now: number): string | null {
  const pushed = commits.filter(({ at }) => at <= now);
  if (ref === 'main') return pushed.at(-1)?.sha ?? null;
  const all = [...pushed.map(({ sha }) => sha), ...runs.filter(({ createdAt }) => createdAt <= now).map(({ sha }) => sha)];
  return ref.length >= 7 ? (all.find((sha) => sha.startsWith(ref)) ?? null) : null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
