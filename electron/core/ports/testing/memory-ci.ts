import type { Ci } from '#core/ports/ci.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { CiApproval, CiCheck, CiCommit, CiDeployment, CiJob, CiRun } from '#shared/domain/trains/ci.ts';

/** What one repository holds. Tests change it as they go; the next question sees it. */
export interface MemoryRepository {
  /** Oldest first, with the files each of them touches. */
  commits: (CiCommit & { files: readonly string[] })[];
  runs: CiRun[];
  /** By run id. */
  jobs: Record<string, CiJob[]>;
  checks: CiCheck[];
  deployments: CiDeployment[];
  approvals: CiApproval[];
}

export interface MemoryCi extends Ci {
  readonly repositories: Map<string, MemoryRepository>;
  /** Every review that was taken. */
  readonly reviews: { repository: string; runId: string; environmentIds: readonly string[]; state: string; comment: string }[];
  /** While set, every question fails with it. */
  failing: Result<never> | null;
}

export function emptyRepository(over: Partial<MemoryRepository> = {}): MemoryRepository {
  return { commits: [], runs: [], jobs: {}, checks: [], deployments: [], approvals: [], ...over };
}

/** A CI in memory, under the same conformance suite as GitHub's. */
export function createMemoryCi({ now }: { now: () => number }): MemoryCi {
  const repositories = new Map<string, MemoryRepository>();

  function about<T>(
    repository: string,
    signal: AbortSignal,
    work: (held: MemoryRepository) => Result<T>,
  ): Result<{ value: T; at: number }> {
    if (signal.aborted) return fail('cancelled', 'Cancelled.');
    if (!/^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/.test(repository))
      return fail('invalid', `${repository} is no repository. Write owner/name.`, { field: 'repository' });
    if (memory.failing !== null) return memory.failing;
    const held = repositories.get(repository);
    if (held === undefined) return fail('not-found', `No repository ${repository}.`);
    const answer = work(held);
    return answer.ok ? ok({ value: answer.value, at: now() }) : answer;
  }

  function range({ commits }: MemoryRepository, from: string, to: string) {
    const [start, end] = [from, to].map((sha) => commits.findIndex((commit) => commit.sha === sha));
    if (start === undefined || end === undefined || start < 0 || end < 0) return fail('not-found', `No comparison of ${from} with ${to}.`);
    const between = commits.slice(start + 1, end + 1);
    const files = [...new Set(between.flatMap((commit) => commit.files))];
    const listed = between.map(({ files: _, ...commit }) => commit);
    return ok({
      from,
      to,
      commits: listed,
      files,
      total: listed.length,
      truncated: false,
      url: `https://ci.example/compare/${from}...${to}`,
    });
  }

  const runOf = ({ runs }: MemoryRepository, runId: string) =>
    runs.some(({ id }) => id === runId) ? ok(undefined) : fail('not-found', `No run ${runId}.`);

  const memory: MemoryCi = {
    repositories,
    reviews: [],
    failing: null,
    health: () => ({
      source: 'memory',
      aliveAt: now(),
      periodMs: 10_000,
      remaining: null,
      resetAt: null,
      problem: memory.failing === null || memory.failing.ok ? null : memory.failing.error,
    }),
    runs: async (repository, { commit }, signal) =>
      about(repository, signal, ({ runs }) =>
        ok(runs.filter((run) => commit === undefined || run.commit === commit).toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0))),
      ),
    jobs: async (repository, runId, signal) =>
      about(repository, signal, (held) => {
        const run = runOf(held, runId);
        return run.ok ? ok(held.jobs[runId] ?? []) : run;
      }),
    checks: async (repository, commit, signal) =>
      about(repository, signal, ({ checks }) => ok(checks.filter((check) => check.commit === commit))),
    deployments: async (repository, { environment, commit }, signal) =>
      about(repository, signal, ({ deployments }) =>
        ok(
          deployments
            .filter((each) => environment === undefined || each.environment === environment)
            .filter((each) => commit === undefined || each.commit === commit)
            .toSorted((a, b) => b.createdAt - a.createdAt),
        ),
      ),
    compare: async (repository, from, to, signal) => about(repository, signal, (held) => range(held, from, to)),
    approvals: async (repository, runId, signal) =>
      about(repository, signal, (held) => {
        const run = runOf(held, runId);
        return run.ok ? ok(held.approvals.filter((each) => each.runId === runId)) : run;
      }),
    async review(repository, runId, review, signal) {
      if (review.comment.trim() === '') return fail('invalid', 'A review needs a comment.', { field: 'comment' });
      const done = about(repository, signal, (held) => {
        const mine = ({ runId: of, environmentId }: CiApproval) => of === runId && review.environmentIds.includes(environmentId);
        const meant = held.approvals.filter(mine);
        if (meant.length < review.environmentIds.length) return fail('not-found', 'It waits for nobody any more.');
        if (meant.some(({ mayApprove }) => !mayApprove)) return fail('forbidden', 'This user may not review it.');
        held.approvals = held.approvals.filter((each) => !mine(each));
        memory.reviews.push({ repository, runId, ...review });
        return ok(undefined);
      });
      return done.ok ? ok(undefined) : done;
    },
  };
  return memory;
}
