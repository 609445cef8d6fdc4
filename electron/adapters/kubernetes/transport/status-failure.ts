import { z } from 'zod';
import type { ErrorKind, Failure } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import type { AnswerHead } from './answer-head.ts';

const Status = z.object({
  message: z.string(),
  reason: z.string().optional(),
  details: z
    .object({ retryAfterSeconds: z.number().optional(), causes: z.array(z.object({ field: z.string().optional() })).nullish() })
    .nullish(),
});

export interface Answer extends AnswerHead {
  readonly text: string;
}

/** An answer that is not 2xx as a Failure: `Status.message` verbatim, or the beginning of whatever else came. `now` is epoch ms. */
export function statusFailure(answer: Answer, server: string, source: string, now: number): Failure {
  const status = parseStatus(answer.text);
  const text = status?.message ?? beginning(answer.text);
  const kind = kindOf(answer.status);
  const retryAfterSeconds = retrySeconds(answer.retryAfter, now) ?? status?.details?.retryAfterSeconds ?? null;
  const field = kind === 'invalid' ? status?.details?.causes?.[0]?.field : undefined;
  return {
    kind,
    message: sentence(kind, answer.status, server, status !== null),
    upstream: { source, text, status: answer.status },
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
    ...(field === undefined ? {} : { field }),
  };
}

/** 2xx, but not the JSON an API server sends: a login page, a proxy's page, an empty answer. */
export function notJsonFailure(answer: Answer, server: string, source: string): Failure {
  const what = /html/i.test(answer.contentType) || /^\s*</.test(answer.text) ? 'HTML' : 'something that is not JSON';
  return {
    kind: 'unreachable',
    message: `${server} answered ${answer.status} with ${what}: this is no Kubernetes API server, or a proxy stands before it.`,
    upstream: { source, text: beginning(answer.text), status: answer.status },
  };
}

function kindOf(status: number): ErrorKind {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 405 || status === 406 || status === 415) return 'unsupported';
  if (status === 409) return 'conflict';
  if (status === 410) return 'stale';
  if (status === 429) return 'rate-limited';
  if (status === 400 || status === 413 || status === 422) return 'invalid';
  return 'unreachable';
}

function sentence(kind: ErrorKind, status: number, server: string, isStatus: boolean): string {
  if (!isStatus && status >= 300 && status < 400)
    return `${server} answered ${status}, a redirect: this is no Kubernetes API server, or a login page stands before it.`;
  if (kind === 'unauthenticated')
    return 'The cluster does not accept these credentials. Sign in again, or check the user in the kubeconfig.';
  if (kind === 'forbidden') return 'The cluster does not allow this to you.';
  if (kind === 'not-found')
    return isStatus
      ? 'The cluster does not have this.'
      : `${server} answered 404 without a Kubernetes status: check the server's URL in the kubeconfig.`;
  if (kind === 'unsupported') return 'The cluster does not know this resource or verb.';
  if (kind === 'conflict') return 'The object changed in the meantime.';
  if (kind === 'stale') return 'The cluster no longer keeps this version of the list.';
  if (kind === 'rate-limited') return 'The cluster asks for fewer requests.';
  if (kind === 'invalid') return 'The cluster does not accept this request.';
  return `${server} answered ${status}.`;
}

/** Seconds to wait, from a number or an HTTP date. */
function retrySeconds(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

function parseStatus(text: string): z.infer<typeof Status> | null {
  const parsed = Status.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

/** undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function beginning(text: string): string {
  const clean = upstreamText(text);
  return clean.length > 300 ? `${clean.slice(0, 300)}…` : clean;
}
