/** One try of a job. All times are simulated epoch ms; one that is not known yet is Infinity. */
export interface Attempt {
  readonly startAt: number;
  readonly endAt: number;
  readonly conclusion: 'success' | 'failure';
}

/** An environment that a job waits for until a reviewer says a word. */
export interface Gate {
  readonly id: number;
  readonly environment: string;
  readonly since: number;
  readonly mayApprove: boolean;
  readonly reviewers: readonly { readonly type: 'User' | 'Team'; readonly name: string }[];
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly seconds: number;
  attempts: Attempt[];
}

export interface Run {
  readonly id: number;
  readonly workflow: string;
  readonly branch: string;
  readonly sha: string;
  readonly title: string;
  readonly by: string;
  readonly createdAt: number;
  readonly jobs: readonly Job[];
  /** Still open. */
  gates: Gate[];
  /** Set by a reviewer's no. */
  rejectedAt: number | null;
}

export interface Commit {
  readonly sha: string;
  readonly at: number;
  readonly by: string;
  readonly title: string;
  readonly files: readonly string[];
}

/** Exists from the moment its `from` begins: the job that makes it, or an instant. */
export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly by: string;
  readonly from: { readonly job: Job } | { readonly at: number };
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly id: number;
  /** Of the main branch, oldest first. */
  commits: Commit[];
  /** Oldest first. */
  runs: Run[];
  deployments: Deployment[];
}

export interface JobState {
  readonly status: 'queued' | 'waiting' | 'in_progress' | 'completed';
  readonly conclusion: 'success' | 'failure' | 'cancelled' | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly attempt: number;
}

/** How a job stands at an instant. */
export function jobAt(job: Job, run: Run, now: number): JobState {
  const begun = job.attempts.filter(({ startAt }) => startAt <= now);
  const attempt = begun.length;
  const last = begun.at(-1);
  if (last === undefined) {
    if (run.rejectedAt !== null) return { status: 'completed', conclusion: 'cancelled', startedAt: null, endedAt: run.rejectedAt, attempt };
    const waits = run.gates.length > 0 && job.attempts.every(({ startAt }) => startAt === Infinity);
    return { status: waits ? 'waiting' : 'queued', conclusion: null, startedAt: null, endedAt: null, attempt };
  }
  if (now < last.endAt) return { status: 'in_progress', conclusion: null, startedAt: last.startAt, endedAt: null, attempt };
  return { status: 'completed', conclusion: last.conclusion, startedAt: last.startAt, endedAt: last.endAt, attempt };
}

export interface RunState {
  readonly status: 'queued' | 'waiting' | 'in_progress' | 'completed';
  readonly conclusion: 'success' | 'failure' | null;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly attempt: number;
}

/** How a run stands: as its jobs do. */
export function runAt(run: Run, now: number): RunState {
  const jobs = run.jobs.map((job) => jobAt(job, run, now));
  const times = jobs.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]).filter((at) => at !== null);
  const said = {
    startedAt: Math.min(...jobs.flatMap(({ startedAt }) => startedAt ?? []), Infinity),
    updatedAt: Math.max(run.createdAt, ...times),
    attempt: Math.max(1, ...jobs.map(({ attempt }) => attempt)),
  };
  const startedAt = said.startedAt === Infinity ? run.createdAt : said.startedAt;
  if (jobs.every(({ status }) => status === 'completed')) {
    const conclusion = jobs.every((job) => job.conclusion === 'success') ? 'success' : 'failure';
    return { ...said, startedAt, status: 'completed', conclusion };
  }
  const has = (status: JobState['status']) => jobs.some((job) => job.status === status);
  const status = has('in_progress') ? 'in_progress' : has('waiting') ? 'waiting' : has('completed') ? 'in_progress' : 'queued';
  return { ...said, startedAt, status, conclusion: null };
}

export interface DeploymentStep {
  readonly state: 'in_progress' | 'success' | 'failure' | 'inactive';
  readonly at: number;
}

/** What became of a deployment, newest first; null: it does not exist yet. `inactive` once a later one of its environment succeeded. */
export function stepsAt(deployment: Deployment, repository: Repository, now: number): readonly DeploymentStep[] | null {
  const [began, ended] = spanOf(deployment, now);
  if (began > now) return null;
  const steps: DeploymentStep[] = [{ state: 'in_progress', at: began }];
  if (ended <= now) steps.push({ state: 'success', at: ended });
  const successor = repository.deployments
    .filter((other) => other.environment === deployment.environment && spanOf(other, now)[0] > began)
    .map((other) => spanOf(other, now)[1])
    .filter((at) => at <= now);
  if (ended <= now && successor.length > 0) steps.push({ state: 'inactive', at: Math.min(...successor) });
  return steps.toReversed();
}

/** When a deployment begins and when it is over. */
export function spanOf({ from }: Deployment, now: number): readonly [number, number] {
  if ('at' in from) return [from.at, from.at + 60_000];
  const attempt = from.job.attempts.findLast(({ startAt }) => startAt <= now) ?? from.job.attempts.at(-1);
  return [attempt?.startAt ?? Infinity, attempt?.endAt ?? Infinity];
}
