import { Agent, request } from 'undici';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';

export interface Deadlines {
  readonly connectMs: number;
  /** From the first try to connect until the last byte of the answer. */
  readonly answerMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string;
  readonly retryAfter: string;
  readonly text: string;
}

export interface FormPost {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

const longestBytes = 10 * 1024 * 1024;

/** Sends forms, follows no redirects. Errors: `unreachable` with the system's own words, `cancelled`, `invalid` for an answer above 10 MB. */
export function createFormPoster(
  deadlines: Deadlines,
  authorities: readonly string[] | null = null,
): (post: FormPost, signal: AbortSignal) => Promise<Result<HttpAnswer>> {
  // Given authorities count in place of the usual ones, so the caller gives both.
  const dispatcher = new Agent({ connect: { timeout: deadlines.connectMs, ...(authorities === null ? {} : { ca: [...authorities] }) } });
  return async (post, signal) => {
    const deadline = AbortSignal.timeout(deadlines.answerMs);
    try {
      const answer = await request(post.url, {
        method: 'POST',
        dispatcher,
        headers: { accept: 'application/json', ...post.headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...post.form }).toString(),
        signal: AbortSignal.any([signal, deadline]),
      });
      const text = await readUpTo(answer.body, longestBytes);
      if (text === null) return fail('invalid', `${post.url.host} answered with more than 10 MB. Ask for fewer series.`);
      const header = (name: string) => String(answer.headers[name] ?? '');
      return ok({
        status: answer.statusCode,
        contentType: header('content-type'),
        location: header('location'),
        retryAfter: header('retry-after'),
        text,
      });
    } catch (error) {
      if (signal.aborted) return fail('cancelled', `The question to ${post.url.host} was cancelled.`);
      if (deadline.aborted) return fail('unreachable', `${post.url.host} did not answer within ${deadlines.answerMs / 1_000} s.`);
      const words = wordsOf(error);
      return fail('unreachable', `${post.url.host} cannot be reached. ${whatToDo(words)}`, {
        upstream: { source: 'prometheus', text: upstreamText(words) },
      });
    }
  };
}

/** null: longer than `limit`. Leaving the loop closes the connection, so the rest is never read. */
async function readUpTo(body: AsyncIterable<Buffer>, limit: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What a person can do about it: an authority that is missing is another errand than a server that is. */
function whatToDo(words: string): string {
  if (/certificate|self.signed/i.test(words)) return 'Name a file with its authority under certificates in the settings.';
  return 'Check its URL in the metrics settings, the network and the VPN.';
}

/** A name with two addresses fails with one error for each and no text of its own. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(wordsOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
