import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Headers } from './allowance.ts';

type Answer = Awaited<ReturnType<Octokit['request']>>;

const Thrown = z.object({
  status: z.number(),
  message: z.string().default(''),
  response: z.object({ headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()) }),
});
const most = 1_000;

/**
 * Makes every read conditional: GitHub is told which state we have (ETag), a 304 means it still holds and costs nothing of the
 * allowance. `heard` is told of every answer; `moved` whether it was another than the last one.
 */
export function makeConditional(octokit: Octokit, heard: (status: number, headers: Headers, words: string, moved: boolean) => void): void {
  // In the order of use: the first is the one to forget.
  const kept = new Map<string, Answer>();

  function keep(key: string, answer: Answer): void {
    kept.delete(key);
    kept.set(key, answer);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  }

  octokit.hook.wrap('request', async (request, options) => {
    const key = options.method === 'GET' ? octokit.request.endpoint.parse(options).url : null;
    const before = key === null ? undefined : kept.get(key);
    const etag = before?.headers.etag;
    // Octokit's hooks all work on this one object: what is handed on in its place reaches nobody.
    if (etag !== undefined) options.headers = { ...options.headers, 'if-none-match': etag };
    try {
      const answer = await request(options);
      heard(answer.status, answer.headers, '', true);
      if (key !== null && answer.headers.etag !== undefined) keep(key, answer);
      return answer;
    } catch (error) {
      const thrown = Thrown.safeParse(error instanceof Error ? { ...error, message: error.message } : error).data;
      if (thrown !== undefined) heard(thrown.status, thrown.response.headers, thrown.message, false);
      if (thrown?.status !== 304 || before === undefined || key === null) throw error;
      keep(key, before);
      return before;
    }
  });
}
