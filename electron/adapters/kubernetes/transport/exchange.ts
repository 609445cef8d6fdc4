import type { Dispatcher } from 'undici';

export interface ExchangeRequest {
  readonly origin: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | null;
}

export interface ExchangeHandler {
  /** The connection stands and the first byte is about to leave. */
  onSent?(): void;
  onHead?(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void;
  onChunk?(chunk: Uint8Array): void;
  onEnd?(): void;
}

/** Why an exchange of ours ended early; the reason is the signal's. */
export class Aborted extends Error {}

/**
 * One HTTP exchange. Resolves at the end of the answer; rejects with what the network said, or `Aborted` as soon as the
 * signal fires. A request aborted while it waits for a connection is never sent afterwards. An exception thrown by
 * the handler ends the exchange with that exception.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest, handler: ExchangeHandler, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let settled = false;
    const settle = (error: Error | null): void => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      // undici offers a connection again one turn of the loop after its answer. Whoever awaits us often has the next
      // request ready: without these two turns it would open a second connection beside the warm one.
      if (error === null) return void setImmediate(() => setImmediate(resolve));
      controller?.abort(error);
      reject(error);
    };
    const onAbort = (): void => settle(new Aborted('aborted'));
    const guarded = (step: () => void): void => {
      try {
        if (!settled) step();
      } catch (error) {
        settle(error instanceof Error ? error : new Error(String(error)));
      }
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      dispatcher.dispatch(
        { ...request, headers: { ...request.headers }, headersTimeout: 0, bodyTimeout: 0 },
        {
          onRequestStart(started) {
            controller = started;
            if (settled) started.abort(new Aborted('aborted'));
            else guarded(() => handler.onSent?.());
          },
          onResponseStart(_controller, status, headers) {
            guarded(() => handler.onHead?.(status, headers));
          },
          onResponseData(_controller, chunk) {
            guarded(() => handler.onChunk?.(chunk));
          },
          onResponseEnd() {
            guarded(() => handler.onEnd?.());
            settle(null);
          },
          onResponseError(_controller, error) {
            settle(error);
          },
        },
      );
    } catch (error) {
      settle(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
