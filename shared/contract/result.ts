import { z } from 'zod';

/**
 * Every way an expected thing can go wrong. The list is closed: a host maps each kind to a word on
 * screen and to an exit code, so a new kind is a decision, not an accident. Only bugs throw.
 */
export const errorKinds = [
  'unreachable', // nobody answered: refused, reset, DNS, TLS, or no answer within the deadline
  'unauthenticated', // 401, an expired token, an exec plugin that failed
  'forbidden', // 403, in the API server's words
  'refused-by-policy', // the desk's own rule says no
  'approval-needed', // an exec command line nobody has approved on this desk yet
  'conflict', // 409 that did not go away
  'stale', // the basis of a plan changed; the new plan comes with the error
  'not-found',
  'invalid', // bad input: `field` names it, `message` says what was expected
  'rate-limited', // 429
  'unsupported', // the upstream does not know this resource or verb
  'storage', // the audit log cannot be written or read: full disk, no permission, broken file
  'cancelled',
  'internal', // a bug of ours, caught at the door
] as const;
export const ErrorKind = z.enum(errorKinds);
export type ErrorKind = z.infer<typeof ErrorKind>;

/** What somebody else said, verbatim but for terminal escapes, and who said it. */
export const Upstream = z.object({
  /** For example `kube-apiserver prod-eu-west`, `exec aws-iam-authenticator`, `prometheus`. */
  source: z.string(),
  text: z.string(),
  /** HTTP status or process exit code, where there is one. */
  status: z.number().optional(),
});
export type Upstream = z.infer<typeof Upstream>;

export const Failure = z.object({
  kind: ErrorKind,
  /** Our words: what is, then what to do. */
  message: z.string(),
  /** Path of the offending input, for `invalid`. */
  field: z.string().optional(),
  upstream: Upstream.optional(),
  retryAfterSeconds: z.number().optional(),
});
export type Failure = z.infer<typeof Failure>;

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(kind: ErrorKind, message: string, more: Omit<Failure, 'kind' | 'message'> = {}): Result<never> {
  return { ok: false, error: { kind, message, ...more } };
}

/** The wire schema of a Result around `value`. */
export function resultOf<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), error: Failure })]);
}
