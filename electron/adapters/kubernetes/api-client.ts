import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { createCredentials, type Grant } from './credentials/credentials.ts';
import type { ExecDeps } from './exec/exec-plugin.ts';
import type { ResolvedContext } from './kubeconfig/resolve-context.ts';
import { collectBody, judgeAnswer } from './transport/answer.ts';
import { headOf, isJsonHead } from './transport/answer-head.ts';
import { createConnections } from './transport/connections.ts';
import { type Deadlines, usualDeadlines } from './transport/deadlines.ts';
import type { ExchangeHandler } from './transport/exchange.ts';
import { createLineSplitter } from './transport/line-splitter.ts';
import { createLiveness, type Liveness } from './transport/liveness.ts';
import { createProbe } from './transport/probe.ts';
import { notJsonFailure } from './transport/status-failure.ts';
import { type Times, type Timing, timedExchange } from './transport/timed-exchange.ts';

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

/** One API server as one user. Expected failures are values; nothing is retried but a 401 (once, with new credentials). */
export interface ApiClient {
  /** The context's name, for messages. */
  readonly context: string;
  readonly user: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly liveness: Liveness;
  request(request: ApiRequest): Promise<Result<ApiAnswer>>;
  /** Hands over newline-delimited text as it comes; ok when the server ended the stream. */
  stream(request: StreamRequest): Promise<Result<void>>;
  dispose(): Promise<void>;
}

export interface ApiClientDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly exec: ExecDeps;
  readonly deadlines?: Deadlines;
}

/** Connects on the first call, not here. */
export function createApiClient(context: ResolvedContext, deps: ApiClientDeps): ApiClient {
  const { clock, log } = deps;
  const deadlines = deps.deadlines ?? usualDeadlines;
  const credentials = createCredentials(context, deps);
  const connections = createConnections(context.cluster, deadlines.connectMs);
  const url = new URL(context.cluster.server);
  const prefix = url.pathname === '/' ? '' : url.pathname;
  const peer = { server: context.cluster.server, source: `kube-apiserver ${context.name}` };
  let lastGrant: Grant | null = null;
  let disposed = false;

  interface Outgoing {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body: string | null;
  }

  async function sendAs(
    grant: Grant,
    out: Outgoing,
    handler: ExchangeHandler,
    timing: Timing,
    signal: AbortSignal,
  ): Promise<Result<Times>> {
    if (disposed) return fail('cancelled', 'The connection to this cluster was closed.');
    const pool = connections.pool(grant.authority, grant.identification);
    if (!pool.ok) return pool;
    const headers = { accept: 'application/json', 'user-agent': 'release-command-center', ...out.headers, ...grant.headers };
    return await timedExchange(pool.value, { ...out, origin: url.origin, headers }, handler, timing, peer, clock, signal);
  }

  async function grantFor(signal: AbortSignal): Promise<Result<Grant>> {
    const grant = await credentials.current(signal);
    if (grant.ok) lastGrant = grant.value;
    return grant;
  }

  /** Runs `attempt`; on 401 once more where the credentials can be renewed. */
  async function withCredentials<T>(signal: AbortSignal, attempt: (grant: Grant) => Promise<Result<T>>): Promise<Result<T>> {
    const grant = await grantFor(signal);
    if (!grant.ok) return grant;
    const first = await attempt(grant.value);
    if (first.ok || first.error.upstream?.status !== 401 || !credentials.refused(grant.value)) return first;
    log.info('the cluster refused these credentials; they are renewed once', { context: context.name });
    const renewed = await grantFor(signal);
    return renewed.ok ? await attempt(renewed.value) : renewed;
  }

  async function requestAs(grant: Grant, request: ApiRequest): Promise<Result<ApiAnswer>> {
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    const headers = body === null ? {} : { 'content-type': request.contentType ?? 'application/json' };
    const collected = collectBody();
    const timing: Timing = { connectMs: deadlines.connectMs, answerMs: deadlines.answerMs, endless: () => false };
    const out = { method: request.method, path: pathWith(prefix, request.path, request.query), headers, body };
    const times = await sendAs(grant, out, collected, timing, request.signal);
    if (!times.ok) return times;
    const answer = judgeAnswer(collected.answer(), peer, clock.now());
    if (!answer.ok) return answer;
    const { sentAt, endedAt, tookMs } = times.value;
    return ok({ ...answer.value, sentAt, acceptedAt: endedAt, tookMs });
  }

  async function streamAs(grant: Grant, request: StreamRequest): Promise<Result<void>> {
    let open = false;
    const other = collectBody();
    const lines = createLineSplitter(request.onLine);
    const handler: ExchangeHandler = {
      onHead(status, headers) {
        open = isJsonHead(headOf(status, headers));
        other.onHead(status, headers);
        if (open) request.onOpen?.();
      },
      onChunk: (chunk) => (open ? lines.push(chunk) : other.onChunk(chunk)),
    };
    const timing: Timing = { connectMs: deadlines.connectMs, answerMs: deadlines.answerMs, endless: isJsonHead };
    const out = { method: 'GET', path: pathWith(prefix, request.path, request.query), headers: {}, body: null };
    const times = await sendAs(grant, out, handler, timing, request.signal);
    if (!times.ok) return times;
    lines.end();
    if (open) return ok(undefined);
    const answer = judgeAnswer(other.answer(), peer, clock.now());
    return answer.ok ? { ok: false, error: notJsonFailure(other.answer(), peer.server, peer.source) } : answer;
  }

  async function probe(path: string, handler: ExchangeHandler, signal: AbortSignal): Promise<Result<Times>> {
    // The credentials of the last request: a probe must not start a plugin.
    const grant = lastGrant === null ? await grantFor(signal) : ok(lastGrant);
    if (!grant.ok) return grant;
    const timing: Timing = { connectMs: deadlines.probeMs, answerMs: deadlines.probeMs, endless: () => false };
    return await sendAs(grant.value, { method: 'GET', path: `${prefix}${path}`, headers: {}, body: null }, handler, timing, signal);
  }

  return {
    context: context.name,
    user: context.user.name,
    clock,
    log,
    liveness: createLiveness(createProbe(probe, peer, clock), clock),
    request: (request) => withCredentials(request.signal, (grant) => requestAs(grant, request)),
    stream: (request) => withCredentials(request.signal, (grant) => streamAs(grant, request)),
    async dispose() {
      disposed = true;
      credentials.dispose();
      await connections.dispose();
    },
  };
}

function pathWith(prefix: string, path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
  return params.size === 0 ? `${prefix}${path}` : `${prefix}${path}?${params.toString()}`;
}
