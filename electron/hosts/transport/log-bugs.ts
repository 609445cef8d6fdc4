import type { Log } from '#core/ports/log.ts';

/** An oRPC interceptor: what a call throws is a bug of ours. The caller learns that there is one, the log learns which. */
export function logBugs(log: Log) {
  return async <R>({ path, next }: { readonly path: readonly string[]; next(): Promise<R> }): Promise<R> => {
    try {
      return await next();
    } catch (error) {
      log.error('A call ended in a bug', { path: path.join('.'), error });
      throw error;
    }
  };
}
