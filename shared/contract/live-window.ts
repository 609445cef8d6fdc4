/** Names the stream a call opens, so that its reader can tell the host what it has taken. Unique within a connection. */
export const streamHeader = 'rcc-stream';

/** Messages of one stream that may be on their way untaken. Beyond it the host stops pulling, and its channel merges. */
export const windowSize = 8;

/** What a reader sends beside its calls, on the same socket or port, for each message it has taken. */
export function takenMessage(stream: string): string {
  return JSON.stringify({ taken: stream });
}

/** What the interceptor needs of a link's call: oRPC's shape, without its types. */
interface LinkCall<R> {
  readonly request: { headers: Record<string, string | string[] | undefined> };
  next(): Promise<R>;
}

/**
 * The reader's half of a window, a client interceptor for an oRPC link: names each call's stream and reports every message
 * its consumer takes. A consumer that stops taking thereby stops the host from sending, so nobody on the way keeps a queue of
 * more than `windowSize`. `send` puts text on the very socket or port the link uses; a host answers nothing to it.
 */
export function liveWindow(send: (text: string) => void) {
  let opened = 0;
  return async <R extends { body: () => Promise<unknown> }>(call: LinkCall<R>): Promise<R> => {
    opened += 1;
    const stream = String(opened);
    call.request.headers = { ...call.request.headers, [streamHeader]: stream };
    const response = await call.next();
    const readBody = response.body;
    response.body = async () => reportTaken(await readBody(), () => send(takenMessage(stream)));
    return response;
  };
}

function reportTaken(body: unknown, taken: () => void): unknown {
  if (!isIterator(body)) return body;
  // Written out, not a generator: leaving must reach the host even while a `next` is pending.
  return {
    async next() {
      const step = await body.next();
      if (step.done !== true) taken();
      return step;
    },
    return: async (value?: unknown) => (await body.return?.(value)) ?? { done: true, value },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function isIterator(body: unknown): body is AsyncIterableIterator<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'next' in body;
}
