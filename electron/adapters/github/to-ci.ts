import type { z } from 'zod';
import type { CiApproval, CiCheck, CiCommit, CiDeployment, CiJob, CiRun } from '#shared/domain/trains/ci.ts';
import type { CheckRun, CommitStatus, Comparison, Deployment, DeploymentStatus, Job, PendingDeployment, Run } from './answers.ts';
import { artifactOf } from './artifact.ts';
import { stateOfDeployment, stateOfRun, stateOfStatus } from './states.ts';

// From GitHub's words to the desk's.

export function toRun(repository: string, run: z.infer<typeof Run>): CiRun {
  return {
    id: run.id,
    repository,
    workflow: run.name ?? run.path,
    commit: run.head_sha,
    ...stateOfRun(run.status, run.conclusion),
    url: run.html_url,
    startedAt: run.run_started_at ?? run.created_at,
    // A run has no end of its own: when it last changed is when it was completed.
    endedAt: run.status === 'completed' ? run.updated_at : null,
  };
}

export function toJob(job: z.infer<typeof Job>): CiJob {
  const { id, name, html_url: url, started_at: startedAt, completed_at: endedAt } = job;
  return { id, name, ...stateOfRun(job.status, job.conclusion), url, startedAt, endedAt };
}

export function toCheck(check: z.infer<typeof CheckRun>): CiCheck {
  const { id, name, head_sha: commit, html_url: url, completed_at: endedAt } = check;
  return { id, name, commit, ...stateOfRun(check.status, check.conclusion), url, endedAt };
}

/** A commit status, the older kind of check: GitHub keeps the newest of each `context`. */
export function statusToCheck(commit: string, status: z.infer<typeof CommitStatus>): CiCheck {
  const said = stateOfStatus(status.state);
  const endedAt = said.state === 'running' ? null : status.updated_at;
  return { id: `status-${status.id}`, name: status.context, commit, ...said, url: status.target_url, endedAt };
}

export function toDeployment(
  repository: string,
  deployment: z.infer<typeof Deployment>,
  statuses: readonly z.infer<typeof DeploymentStatus>[],
): CiDeployment {
  const inOrder = statuses.toSorted((a, b) => b.created_at - a.created_at);
  // `inactive` says that a later deployment took its place, not how this one ended.
  const outcome = inOrder.find(({ state }) => state !== 'inactive') ?? null;
  const { state, words } = stateOfDeployment(outcome?.state ?? null);
  return {
    id: deployment.id,
    repository,
    environment: deployment.environment,
    commit: deployment.sha,
    ...artifactOf(deployment.payload, deployment.ref),
    state,
    words: inOrder[0]?.state === 'inactive' ? `${words}, inactive` : words,
    by: deployment.creator?.login ?? 'unknown',
    url: outcome?.log_url || outcome?.target_url || outcome?.environment_url || '',
    createdAt: deployment.created_at,
    updatedAt: outcome?.created_at ?? deployment.updated_at,
  };
}

export function toCommit({ sha, author, commit }: z.infer<typeof Comparison>['commits'][number]): CiCommit {
  const [title = ''] = commit.message.split('\n');
  return { sha, author: author?.login ?? commit.author?.name ?? 'unknown', title, at: commit.author?.date ?? 0 };
}

export function toApproval(runId: string, pending: z.infer<typeof PendingDeployment>): CiApproval {
  return {
    runId,
    environmentId: pending.environment.id,
    environment: pending.environment.name,
    mayApprove: pending.current_user_can_approve,
    reviewers: pending.reviewers.flatMap(({ reviewer }) => reviewer?.login ?? reviewer?.slug ?? reviewer?.name ?? []),
    waitMinutes: pending.wait_timer,
    since: pending.wait_timer_started_at,
  };
}
