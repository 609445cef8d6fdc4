import type { SentWrite } from '#core/ports/cluster.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import type { Write } from '#shared/domain/rollouts/action.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';

/** Names this desk in managedFields, so that others can see who wrote. */
const fieldManager = 'release-command-center';

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
  const tested = contentType === 'application/json-patch+json' && error.upstream?.status === 422 && /\btest(ing)?\b/.test(error.upstream.text);
  return tested ? { ok: false, error: { ...error, kind: 'conflict', message: 'The object changed between reading and writing.' } } : answer;
}
