import type { SentWrite } from '#core/ports/cluster.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import type { Write } from '#shared/domain/rollouts/action.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';

/** Names this desk in managedFields, so that others can see who wrote. */
const fieldManager = 'release-command-center';

/** All an API server says when a `test` of a JSON patch does not hold; a template it refuses comes with a reason. */
const failedTest = 'the server rejected our request due to an error in our request';

/** Sends one write as it is. A JSON patch whose `test` no longer holds is a `conflict`, as a 409 is. */
export async function sendWrite(client: ApiClient, write: Write, dryRun: boolean, signal: AbortSignal): Promise<Result<SentWrite>> {
  const { method, path, contentType, body } = write;
  const query = dryRun ? { fieldManager, dryRun: 'All' } : { fieldManager };
  const answer = await client.request({ method, path, query, contentType, body, signal });
  if (answer.ok) {
    const { sentAt, acceptedAt, tookMs } = answer.value;
    return ok({ write, sentAt, acceptedAt, tookMs });
  }
  const { error } = answer;
  const tests = Array.isArray(write.body) && write.body.length > 0 && contentType === 'application/json-patch+json';
  if (!tests || error.upstream?.status !== 422 || error.upstream.text !== failedTest) return answer;
  return { ok: false, error: { ...error, kind: 'conflict', message: 'The object changed between reading and writing.' } };
}
