import { z } from 'zod';
import type { Ci } from '#core/ports/ci.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { CiApproval } from '#shared/domain/trains/ci.ts';
import { PendingDeployment } from './answers.ts';
import type { Question } from './asking.ts';
import { read } from './failure.ts';
import { type Repository, readId } from './names.ts';
import { toApproval } from './to-ci.ts';

const longestComment = 10_000;

/** What of a run waits for somebody's word. */
export async function readApprovals(
  place: Repository,
  runId: number,
  { octokit, asked, request }: Question,
): Promise<Result<CiApproval[]>> {
  const answer = await octokit.rest.actions.getPendingDeploymentsForRun({ ...place, run_id: runId, request });
  const pending = read(z.array(PendingDeployment), answer.data, asked);
  return pending.ok ? ok(pending.value.map((each) => toApproval(String(runId), each))) : pending;
}

/** Looks first what still waits and whether this token may say so; the word is sent once, never again by itself. */
export async function reviewApprovals(
  place: Repository,
  runId: number,
  { environmentIds, state, comment }: Parameters<Ci['review']>[2],
  question: Question,
): Promise<Result<void>> {
  if (comment.trim() === '') return fail('invalid', 'A review needs a comment: GitHub keeps it with the run.', { field: 'comment' });
  if (comment.length > longestComment) return fail('invalid', `A comment has at most ${longestComment} characters.`, { field: 'comment' });
  if (environmentIds.length === 0) return fail('invalid', 'Name at least one environment.', { field: 'environmentIds' });
  const waiting = await readApprovals(place, runId, question);
  if (!waiting.ok) return waiting;
  const ids: number[] = [];
  for (const wanted of environmentIds) {
    const id = readId(wanted, 'environmentIds');
    if (!id.ok) return id;
    const approval = waiting.value.find(({ environmentId }) => environmentId === wanted);
    if (approval === undefined)
      return fail('not-found', `Environment ${wanted} of run ${runId} waits for nobody: it was answered, it expired, or the run ended.`);
    if (!approval.mayApprove)
      return fail(
        'forbidden',
        `The user of this token may not review ${approval.environment}. Its reviewers: ${named(approval.reviewers)}.`,
      );
    ids.push(id.value);
  }
  // A second send after a lost answer could meet a new wait of the same environment.
  const request = { ...question.request, retries: 0 };
  await question.octokit.rest.actions.reviewPendingDeploymentsForRun({
    ...place,
    run_id: runId,
    environment_ids: ids,
    state,
    comment,
    request,
  });
  return ok(undefined);
}

function named(reviewers: readonly string[]): string {
  return reviewers.length === 0 ? 'nobody named' : reviewers.join(', ');
}
