import { z } from 'zod';
import { type Failure, fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';

/** What Octokit throws, read as data: it has a `response` when somebody answered, and a `cause` when nobody did. */
const Thrown = z.object({
  status: z.number(),
  message: z.string(),
  response: z.object({ headers: z.record(z.string(), z.unknown()), data: z.unknown() }).optional(),
});
type Thrown = z.infer<typeof Thrown>;
const Worded = z.object({ message: z.string() });

export interface Asked {
  /** `api.github.com`. */
  readonly host: string;
  /** What was asked for, as our sentence names it: `shop/payments, check runs of 1f2e3d4`. */
  readonly what: string;
  /** Where the token is, for who has to mend it. */
  readonly tokenFrom: string;
}

/** A throw of Octokit's as a Failure: our words, GitHub's beside them. Anything else is a bug and is thrown again. */
export function failureOf(error: unknown, asked: Asked, waitSeconds: number | null): Result<never> {
  const thrown = Thrown.safeParse(error instanceof Error ? toPlain(error) : error).data;
  if (thrown === undefined) throw error;
  if (thrown.response === undefined) return unreachable(thrown, asked);
  const data = thrown.response.data;
  const words = Worded.safeParse(data).data?.message ?? (typeof data === 'string' ? data : thrown.message);
  if (typeof data === 'string' && isPage(data)) return notGithub(data, thrown.status, asked);
  return fail(...told(thrown, words, asked, waitSeconds), {
    upstream: { source: `GitHub ${asked.host}`, text: upstreamText(words), status: thrown.status },
    ...(waitSeconds === null ? {} : { retryAfterSeconds: waitSeconds }),
  });
}

/** GitHub said not now: no request leaves before the time is over. */
export function exhausted(host: string, retryAfterSeconds: number): Failure {
  const message = `GitHub (${host}) takes no more requests from this token for ${spoken(retryAfterSeconds)}. What is known ages until then.`;
  return { kind: 'rate-limited', message, retryAfterSeconds };
}

/** An answer that is not what GitHub's description says. Errors: `unreachable` for a page of somebody between, `unsupported` else. */
export function read<T>(schema: z.ZodType<T>, data: unknown, asked: Asked): Result<T> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return ok(parsed.data);
  if (typeof data === 'string') return notGithub(data, 200, asked);
  return fail(
    'unsupported',
    `${asked.host} answered something else than GitHub does for ${asked.what}. Check baseUrl under ci in settings.json.`,
    {
      upstream: { source: `GitHub ${asked.host}`, text: upstreamText(z.prettifyError(parsed.error)), status: 200 },
    },
  );
}

function told({ status }: Thrown, words: string, asked: Asked, waitSeconds: number | null): [Failure['kind'], string] {
  if (waitSeconds !== null && (status === 403 || status === 429)) return ['rate-limited', exhausted(asked.host, waitSeconds).message];
  switch (status) {
    case 401:
      return [
        'unauthenticated',
        `GitHub (${asked.host}) does not accept the token of ${asked.tokenFrom}. It may have expired; set another.`,
      ];
    case 403:
      return [
        'forbidden',
        `GitHub lets this token not see or do this: ${asked.what}. Give it the permission, or authorise it for the organisation.`,
      ];
    case 404:
      return ['not-found', `GitHub knows no ${asked.what}, or this token may not see it.`];
    case 410:
      return ['not-found', `GitHub has no ${asked.what} any more, or the feature is switched off there.`];
    case 409:
      return ['conflict', `GitHub is in the middle of something else with ${asked.what}.`];
    case 422:
      return ['invalid', `GitHub refuses ${asked.what}.`];
    case 429:
      return ['rate-limited', exhausted(asked.host, 60).message];
  }
  if (status >= 500) return ['unreachable', `GitHub (${asked.host}) is in trouble: it answered ${status}.`];
  return ['unsupported', `GitHub (${asked.host}) answered ${status}${words === '' ? '' : ' with words of its own'}.`];
}

function unreachable(thrown: Thrown, { host }: Asked): Result<never> {
  return fail('unreachable', `GitHub (${host}) does not answer.`, { upstream: { source: host, text: upstreamText(thrown.message) } });
}

function notGithub(page: string, status: number, { host }: Asked): Result<never> {
  return fail('unreachable', `Something else than GitHub's API answers at ${host}: a sign-in page or a proxy between.`, {
    upstream: { source: host, text: upstreamText(page.slice(0, 600)), status },
  });
}

function isPage(text: string): boolean {
  return /^\s*(<!doctype|<html)/i.test(text);
}

/** `message` of an Error is not enumerable on all of them. */
function toPlain(error: Error): unknown {
  return { ...error, message: error.message };
}

function spoken(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
