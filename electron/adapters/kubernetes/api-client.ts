import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import type { Grant } from './credentials/credentials.ts';
import type { ResolvedContext } from './kubeconfig/resolve-context.ts';
import { collectBody, judgeAnswer } from './transport/answer.ts';
import { headOf, isJsonHead } from './transport/answer-head.ts';
import { type Deadlines, usualDeadlines } from './transport/deadlines.ts';
import type { ExchangeHandler } from './transport/exchange.ts';
import { createItemCutter } from './transport/item-cutter.ts';
import { createLineSplitter } from './transport/line-splitter.ts';
import { createLiveness, type Liveness } from './transport/liveness.ts';
import { createProbe } from './transport/probe.ts';
import { notJsonFailure, parseJson } from './transport/status-failure.ts';
import type { Timing } from './transport/timed-exchange.ts';
import { createWire, type WireDeps } from './transport/wire.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the API server's root: `/apis/argoproj.io/v1alpha1/…`. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** `application/json` unless told; a patch needs its own. */
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  readonly json: unknown;
  /** When the first byte left and when the answer was in (epoch ms), and the monotonic span between them. */
  readonly sentAt: number;
  readonly acceptedAt: number;
  readonly tookMs: number;
}

export interface StreamRequest {
  readonly path: string;
  readonly query?: Query;
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
  /** The answer's head is in and good. */
  readonly onOpen?: () => void;
}

export interface ListRequest {
  readonly path: string;
  readonly query?: Query;
  readonly signal: AbortSignal;
  /** Each object of the list, as soon as it is in. */
  readonly onItem: (raw: unknown) => void;
}

interface ReceiveRequest extends Pick<StreamRequest, 'path' | 'query' | 'signal' | 'onOpen'> {
  readonly endless: Timing['endless'];
}

/** One API server as one user. Expected failures are values; nothing is retried but a 401 (once, with new credentials). */
export interface ApiClient {
  /** The context's name, for messages. */
  readonly context: string;
  readonly user: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly liveness: Liveness;
  request(request: ApiRequest): Promise<Result<ApiAnswer>>;
  /** Reads one page of a list object by object; the value is the list without its items. On failure some may have been told. */
  list(request: ListRequest): Promise<Result<unknown>>;
  /** Hands over newline-delimited text as it comes; ok when the server ended the stream. */
  stream(request: StreamRequest): Promise<Result<void>>;
  dispose(): Promise<void>;
}

export interface ApiClientDeps extends WireDeps {
  readonly deadlines?: Deadlines;
}

/** Connects on the first call, not here. */
export function createApiClient(context: ResolvedContext, deps: ApiClientDeps): ApiClient {
  const { clock, log } = deps;
  const deadlines = deps.deadlines ?? usualDeadlines;
  const wire = createWire(context, deps, deadlines);
  const { peer } = wire;

  async function requestAs(grant: Grant, request: ApiRequest): Promise<Result<ApiAnswer>> {
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    const headers = body === null ? {} : { 'content-type': request.contentType ?? 'application/json' };
    const collected = collectBody();
    const timing: Timing = { connectMs: deadlines.connectMs, answerMs: deadlines.answerMs, endless: () => false };
    const out = { method: request.method, path: pathWith(request.path, request.query), headers, body };
    const times = await wire.send(grant, out, collected, timing, request.signal);
    if (!times.ok) return times;
    const answer = judgeAnswer(collected.answer(), peer, clock.now());
    if (!answer.ok) return answer;
    const { sentAt, endedAt, tookMs } = times.value;
    return ok({ ...answer.value, sentAt, acceptedAt: endedAt, tookMs });
  }

  /** Hands a good answer's bytes to `take` as they come; every other answer is its Failure. */
  async function receiveAs(grant: Grant, request: ReceiveRequest, take: (chunk: Uint8Array) => void): Promise<Result<void>> {
    let open = false;
    const other = collectBody();
    const handler: ExchangeHandler = {
      onHead(status, headers) {
        open = isJsonHead(headOf(status, headers));
        other.onHead(status, headers);
        if (open) request.onOpen?.();
      },
      onChunk: (chunk) => (open ? take(chunk) : other.onChunk(chunk)),
    };
    const timing: Timing = { connectMs: deadlines.connectMs, answerMs: deadlines.answerMs, endless: request.endless };
    const out = { method: 'GET', path: pathWith(request.path, request.query), headers: {}, body: null };
    const times = await wire.send(grant, out, handler, timing, request.signal);
    if (!times.ok) return times;
    if (open) return ok(undefined);
    const answer = judgeAnswer(other.answer(), peer, clock.now());
    return answer.ok ? { ok: false, error: notJsonFailure(other.answer(), peer.server, peer.source) } : answer;
  }

  async function streamAs(grant: Grant, request: StreamRequest): Promise<Result<void>> {
    const lines = createLineSplitter(request.onLine);
    const received = await receiveAs(grant, { ...request, endless: isJsonHead }, lines.push);
    if (received.ok) lines.end();
    return received;
  }

  async function listAs(grant: Grant, request: ListRequest): Promise<Result<unknown>> {
    const items = createItemCutter((text) => request.onItem(parseJson(text)));
    const received = await receiveAs(grant, { ...request, endless: () => false }, items.push);
    if (!received.ok) return received;
    const rest = parseJson(items.rest());
    if (rest !== undefined) return ok(rest);
    const broken = { status: 200, contentType: '', retryAfter: null, text: items.rest() };
    return { ok: false, error: notJsonFailure(broken, peer.server, peer.source) };
  }

  return {
    context: context.name,
    user: context.user.name,
    clock,
    log,
    liveness: createLiveness(createProbe(wire.probe, peer, clock), clock),
    request: (request) => wire.withCredentials(request.signal, (grant) => requestAs(grant, request)),
    list: (request) => wire.withCredentials(request.signal, (grant) => listAs(grant, request)),
    stream: (request) => wire.withCredentials(request.signal, (grant) => streamAs(grant, request)),
    dispose: wire.dispose,
  };
}

function pathWith(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
  return params.size === 0 ? path : `${path}?${params.toString()}`;
}
