import { ORPCError } from '@orpc/client';
import { fail, Failure, type Result } from '#shared/contract/result.ts';

/** The Failure in a refused subscription (the host sends it as the error's data), or what a broken road means. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const known = Failure.safeParse(error.data);
    if (known.success) return known.data;
    return {
      kind: 'internal',
      message: 'The desk could not answer this. Its log says why.',
      upstream: { source: 'desk', text: error.message },
    };
  }
  return {
    kind: 'unreachable',
    message: 'The desk did not answer.',
    upstream: { source: 'page', text: error instanceof Error ? error.message : String(error) },
  };
}

/** Asks the desk. A broken road is a value like any other failure: nothing above this throws. */
export async function ask<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call();
  } catch (error) {
    const { kind, message, ...more } = failureOf(error);
    return fail(kind, message, more);
  }
}
