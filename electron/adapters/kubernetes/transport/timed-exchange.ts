import type { Dispatcher } from 'undici';
import type { Clock } from '#core/ports/clock.ts';
import { type Failure, ok, type Result } from '#shared/contract/result.ts';
import { connectionFailure } from './connection-failure.ts';
import { type AnswerHead, headOf } from './answer-head.ts';
import { Aborted, type ExchangeHandler, type ExchangeRequest, exchange } from './exchange.ts';

export interface Timing {
  /** Time to get a connection, and time to answer once sent (ms). */
  readonly connectMs: number;
  readonly answerMs: number;
  /** Whether the answer may take as long as it likes once its head is in (a watch that opened). */
  readonly endless: (head: AnswerHead) => boolean;
}

export interface Times {
  /** Epoch ms of the first byte out and of the end. */
  readonly sentAt: number;
  readonly endedAt: number;
  /** Monotonic ms between the two. */
  readonly tookMs: number;
}

/** Where the exchange goes, for messages: the server's URL, and who speaks (`kube-apiserver prod`). */
export interface Peer {
  readonly server: string;
  /** What stands between, without its login: what does not connect is then the proxy, not the server. */
  readonly proxy?: string;
  readonly source: string;
}

/** An exchange under deadlines. Failures: `unreachable` (with the network's words) and `cancelled`. Faults of the handler throw. */
export async function timedExchange(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  handler: ExchangeHandler,
  timing: Timing,
  peer: Peer,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result<Times>> {
  const own = new AbortController();
  const onAbort = () => own.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) own.abort();
  let late: Failure | null = null;
  let deadline = new AbortController();
  const arm = (ms: number, message: string): void => {
    deadline.abort();
    deadline = new AbortController();
    const armed = deadline.signal;
    void clock.sleep(ms, armed).then(() => {
      if (armed.aborted) return;
      late = { kind: 'unreachable', message };
      own.abort();
    });
  };
  const reads = request.method === 'GET';
  let sentAt = clock.now();
  let sentMono = clock.monotonic();
  let times: Times = { sentAt, endedAt: sentAt, tookMs: 0 };
  arm(timing.connectMs, `${peer.server} did not accept a connection within ${timing.connectMs / 1000} s.`);
  const watched: ExchangeHandler = {
    onSent() {
      sentAt = clock.now();
      sentMono = clock.monotonic();
      arm(
        timing.answerMs,
        `${peer.server} did not answer within ${timing.answerMs / 1000} s.${reads ? '' : ' Whether it took the request is unknown.'}`,
      );
      handler.onSent?.();
    },
    onHead(status, headers) {
      if (timing.endless(headOf(status, headers))) deadline.abort();
      handler.onHead?.(status, headers);
    },
    onChunk: (chunk) => handler.onChunk?.(chunk),
    onEnd() {
      times = { sentAt, endedAt: clock.now(), tookMs: clock.monotonic() - sentMono };
    },
  };
  try {
    await exchange(dispatcher, request, watched, own.signal);
    return ok(times);
  } catch (error) {
    if (signal.aborted) return { ok: false, error: { kind: 'cancelled', message: 'Cancelled.' } };
    if (late) return { ok: false, error: late };
    if (!(error instanceof Error) || error instanceof Aborted) throw error;
    return { ok: false, error: connectionFailure(error, peer) };
  } finally {
    deadline.abort();
    signal.removeEventListener('abort', onAbort);
  }
}
