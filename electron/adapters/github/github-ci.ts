import { z } from 'zod';
import type { Ci } from '#core/ports/ci.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { CheckRun, CommitStatus, Comparison, Job, Run } from './answers.ts';
import { readApprovals, reviewApprovals } from './approvals.ts';
import { type AskingNeeds, createAsking, type Question } from './asking.ts';
import { createReadDeployments } from './deployments.ts';
import { type Repository, readId, readRef, readRepository } from './names.ts';
import { perPage, readPages } from './pages.ts';
import { statusToCheck, toCheck, toCommit, toJob, toRun } from './to-ci.ts';

/** Of one commit all runs, of a branch the newest; of a commit all checks or none: half of them could hide the red one. */
const mostPages = { runs: 3, jobs: 5, checks: 10, commits: 5 };
const newestRuns = 50;
/** GitHub's own: a comparison names no more files. */
const mostFiles = 300;

/** The Ci port on GitHub: GitHub.com, or an Enterprise server by its base URL. Sends nothing before the first question. */
export function createGithubCi(needs: AskingNeeds): Ci {
  const { ask, health } = createAsking(needs);
  const readDeployments = createReadDeployments(needs.clock);

  async function about<T>(
    repository: string,
    what: string,
    signal: AbortSignal,
    work: (place: Repository, question: Question) => Promise<Result<T>>,
  ) {
    const place = readRepository(repository);
    return place.ok ? ask(`${repository}, ${what}`, signal, (question) => work(place.value, question)) : place;
  }

  async function checksOf(place: Repository, commit: string, question: Question) {
    const { rest } = question.octokit;
    const where = { ...place, ref: commit, per_page: perPage, request: question.request };
    const runs = readPages({
      question,
      most: mostPages.checks,
      schema: z.object({ check_runs: z.array(CheckRun) }),
      items: (page) => page.check_runs,
      ask: (page) => rest.checks.listForRef({ ...where, page }),
    });
    const statuses = readPages({
      question,
      most: mostPages.checks,
      schema: z.object({ sha: z.string(), statuses: z.array(CommitStatus) }),
      items: (page) => page.statuses.map((status) => statusToCheck(page.sha, status)),
      ask: (page) => rest.repos.getCombinedStatusForRef({ ...where, page }),
    });
    const [ran, said] = await Promise.all([runs, statuses]);
    if (!ran.ok) return ran;
    if (!said.ok) return said;
    if (ran.value.more || said.value.more)
      return fail(
        'unsupported',
        `${commit} has more checks than the desk reads (${mostPages.checks * perPage}): whether all passed is unknown.`,
      );
    return ok([...ran.value.items.map(toCheck), ...said.value.items]);
  }

  async function rangeOf(place: Repository, from: string, to: string, question: Question) {
    const { rest } = question.octokit;
    const basehead = `${from}...${to}`;
    const pages = await readPages({
      question,
      most: mostPages.commits,
      schema: Comparison,
      items: (page) => page.commits.map(toCommit),
      ask: (page) => rest.repos.compareCommitsWithBasehead({ ...place, basehead, page, per_page: perPage, request: question.request }),
    });
    if (!pages.ok) return pages;
    const { items: commits, first } = pages.value;
    const files = first.files.map(({ filename }) => filename);
    const truncated = commits.length < first.total_commits || files.length >= mostFiles;
    return ok({ from, to, commits, files, total: first.total_commits, truncated, url: first.html_url });
  }

  return {
    health,
    async runs(repository, query, signal) {
      const commit = query.commit === undefined ? null : readRef(query.commit);
      if (commit !== null && !commit.ok) return commit;
      const wanted = {
        ...(query.commit === undefined ? {} : { head_sha: query.commit }),
        ...(query.branch === undefined ? {} : { branch: query.branch }),
      };
      return about(repository, `workflow runs of ${query.commit ?? query.branch ?? 'any branch'}`, signal, async (place, question) => {
        const pages = await readPages({
          question,
          most: commit === null ? 1 : mostPages.runs,
          schema: z.object({ workflow_runs: z.array(Run) }),
          items: (page) => page.workflow_runs.map((run) => toRun(repository, run)),
          ask: (page) =>
            question.octokit.rest.actions.listWorkflowRunsForRepo({
              ...place,
              ...wanted,
              page,
              per_page: commit === null ? newestRuns : perPage,
              request: question.request,
            }),
        });
        return pages.ok ? ok(pages.value.items.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0))) : pages;
      });
    },
    async jobs(repository, runId, signal) {
      const id = readId(runId, 'runId');
      if (!id.ok) return id;
      return about(repository, `jobs of run ${runId}`, signal, async (place, question) => {
        const pages = await readPages({
          question,
          most: mostPages.jobs,
          schema: z.object({ jobs: z.array(Job) }),
          items: (page) => page.jobs.map(toJob),
          ask: (page) =>
            question.octokit.rest.actions.listJobsForWorkflowRun({
              ...place,
              run_id: id.value,
              page,
              per_page: perPage,
              request: question.request,
            }),
        });
        return pages.ok ? ok(pages.value.items) : pages;
      });
    },
    async checks(repository, commit, signal) {
      const ref = readRef(commit);
      if (!ref.ok) return ref;
      return about(repository, `checks of ${commit}`, signal, (place, question) => checksOf(place, ref.value, question));
    },
    async deployments(repository, { environment, commit }, signal) {
      const query = { ...(environment === undefined ? {} : { environment }), ...(commit === undefined ? {} : { sha: commit }) };
      const what = `deployments${environment === undefined ? '' : ` to ${environment}`}`;
      return about(repository, what, signal, (place, question) => readDeployments(repository, place, query, question));
    },
    async compare(repository, from, to, signal) {
      const [base, head] = [readRef(from), readRef(to)];
      if (!base.ok) return base;
      if (!head.ok) return head;
      return about(repository, `comparison of ${from} with ${to}`, signal, (place, question) =>
        rangeOf(place, base.value, head.value, question),
      );
    },
    async approvals(repository, runId, signal) {
      const id = readId(runId, 'runId');
      if (!id.ok) return id;
      return about(repository, `pending deployments of run ${runId}`, signal, (place, question) =>
        readApprovals(place, id.value, question),
      );
    },
    async review(repository, runId, review, signal) {
      const id = readId(runId, 'runId');
      if (!id.ok) return id;
      const done = await about(repository, `review of run ${runId}`, signal, (place, question) =>
        reviewApprovals(place, id.value, review, question),
      );
      return done.ok ? ok(undefined) : done;
    },
  };
}
