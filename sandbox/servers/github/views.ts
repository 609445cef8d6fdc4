import { type Commit, type Deployment, type Gate, type Job, jobAt, type Repository, type Run, runAt, stepsAt } from './model.ts';

/** Where things of one repository are found: the API, and pages for people. */
export interface Places {
  readonly api: string;
  readonly html: string;
}

type View = Readonly<Record<string, unknown>>;
const iso = (at: number | null) => (at === null || !Number.isFinite(at) ? null : `${new Date(at).toISOString().slice(0, 19)}Z`);
const user = (login: string): View => ({ login, id: idOf(login), type: 'User', site_admin: false });
const nameOf = ({ owner, name }: Repository) => `${owner}/${name}`;

export function repositoryView(repository: Repository, { api, html }: Places): View {
  const full = nameOf(repository);
  const { id, name, owner } = repository;
  const links = { url: `${api}/repos/${full}`, html_url: `${html}/${full}` };
  return { id, name, full_name: full, private: true, owner: { ...user(owner), type: 'Organization' }, default_branch: 'main', ...links };
}

export function runView(repository: Repository, run: Run, now: number, { api, html }: Places): View {
  const { status, conclusion, startedAt, updatedAt, attempt } = runAt(run, now);
  const path = `${nameOf(repository)}/actions/runs/${run.id}`;
  return {
    id: run.id,
    name: run.workflow,
    display_title: run.title,
    head_branch: run.branch,
    head_sha: run.sha,
    path: `.github/workflows/${run.workflow}.yaml`,
    run_number: repository.runs.indexOf(run) + 1,
    run_attempt: attempt,
    event: run.branch === 'main' ? 'push' : 'pull_request',
    status,
    conclusion,
    actor: user(run.by),
    created_at: iso(run.createdAt),
    run_started_at: iso(startedAt),
    updated_at: iso(updatedAt),
    url: `${api}/repos/${path}`,
    jobs_url: `${api}/repos/${path}/jobs`,
    html_url: `${html}/${path}`,
  };
}

export function jobView(repository: Repository, run: Run, job: Job, now: number, { api, html }: Places): View {
  const { status, conclusion, startedAt, endedAt, attempt } = jobAt(job, run, now);
  const where = nameOf(repository);
  return {
    id: job.id,
    run_id: run.id,
    run_attempt: Math.max(1, attempt),
    head_sha: run.sha,
    name: job.name,
    status,
    conclusion,
    started_at: iso(startedAt),
    completed_at: iso(endedAt),
    url: `${api}/repos/${where}/actions/jobs/${job.id}`,
    html_url: `${html}/${where}/actions/runs/${run.id}/job/${job.id}`,
  };
}

/** GitHub Actions makes a check run of each job. */
export function checkRunView(repository: Repository, run: Run, job: Job, now: number, places: Places): View {
  const { status, conclusion, startedAt, endedAt } = jobAt(job, run, now);
  const where = nameOf(repository);
  const html_url = `${places.html}/${where}/actions/runs/${run.id}/job/${job.id}`;
  return {
    id: job.id,
    name: job.name,
    head_sha: run.sha,
    // A check knows no waiting for a reviewer: it is queued.
    status: status === 'waiting' ? 'queued' : status,
    conclusion,
    started_at: iso(startedAt),
    completed_at: iso(endedAt),
    details_url: html_url,
    html_url,
    url: `${places.api}/repos/${where}/check-runs/${job.id}`,
    check_suite: { id: run.id },
    app: { id: 15_368, slug: 'github-actions', name: 'GitHub Actions' },
  };
}

export function deploymentView(repository: Repository, deployment: Deployment, now: number, { api }: Places): View {
  const steps = stepsAt(deployment, repository, now) ?? [];
  const url = `${api}/repos/${nameOf(repository)}/deployments/${deployment.id}`;
  const { id, sha, ref, environment, payload } = deployment;
  return {
    id,
    sha,
    ref,
    task: 'deploy',
    payload,
    environment,
    original_environment: environment,
    description: '',
    creator: user(deployment.by),
    created_at: iso(steps.at(-1)?.at ?? null),
    updated_at: iso(steps[0]?.at ?? null),
    statuses_url: `${url}/statuses`,
    url,
  };
}

export function statusViews(repository: Repository, deployment: Deployment, now: number, { api, html }: Places): View[] {
  const where = nameOf(repository);
  return (stepsAt(deployment, repository, now) ?? []).map(({ state, at }, index, all) => ({
    id: deployment.id * 10 + (all.length - index),
    state,
    description: '',
    environment: deployment.environment,
    creator: user(deployment.by),
    created_at: iso(at),
    updated_at: iso(at),
    log_url: `${html}/${where}/deployments/${deployment.id}`,
    environment_url: '',
    url: `${api}/repos/${where}/deployments/${deployment.id}/statuses/${deployment.id * 10 + (all.length - index)}`,
  }));
}

export function gateView(gate: Gate): View {
  return {
    environment: { id: gate.id, name: gate.environment },
    wait_timer: 0,
    wait_timer_started_at: iso(gate.since),
    current_user_can_approve: gate.mayApprove,
    reviewers: gate.reviewers.map(({ type, name }) => ({
      type,
      reviewer: type === 'User' ? user(name) : { id: idOf(name), slug: name, name },
    })),
  };
}

export function commitView(repository: Repository, { sha, at, by, title }: Commit, { api, html }: Places): View {
  const where = nameOf(repository);
  return {
    sha,
    commit: { message: title, author: { name: by, email: `${by}@shop.example`, date: iso(at) } },
    author: user(by),
    html_url: `${html}/${where}/commit/${sha}`,
    url: `${api}/repos/${where}/commits/${sha}`,
  };
}

function idOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
}
