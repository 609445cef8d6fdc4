import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { createCredentials, type Grant } from '../credentials/credentials.ts';
import type { ExecDeps } from '../exec/exec-plugin.ts';
import type { ResolvedContext } from '../kubeconfig/resolve-context.ts';
import { createConnections } from './connections.ts';
import type { Deadlines } from './deadlines.ts';
import type { ExchangeHandler } from './exchange.ts';
import { type Peer, type Times, type Timing, timedExchange } from './timed-exchange.ts';

export interface WireDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly exec: ExecDeps;
  /** Authorities of the desk's own (PEM) beside the system's, for clusters that name none. */
  readonly authorities?: () => readonly string[];
}

export interface Outgoing {
  readonly method: string;
  /** From the API server's root, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The connections and credentials of one context. */
export interface Wire {
  readonly peer: Peer;
  send(grant: Grant, out: Outgoing, handler: ExchangeHandler, timing: Timing, signal: AbortSignal): Promise<Result<Times>>;
  /** Runs `attempt`; on 401 once more where the credentials can be renewed. */
  withCredentials<T>(signal: AbortSignal, attempt: (grant: Grant) => Promise<Result<T>>): Promise<Result<T>>;
  /** A GET under the probe's deadline, with the credentials of the last request: a probe must not start a plugin. */
  probe(path: string, handler: ExchangeHandler, signal: AbortSignal): Promise<Result<Times>>;
  dispose(): Promise<void>;
}

export function createWire(context: ResolvedContext, deps: WireDeps, deadlines: Deadlines): Wire {
  const { clock, log } = deps;
  const credentials = createCredentials(context, deps);
  const connections = createConnections(context.cluster, deadlines.connectMs, deps.authorities);
  const { origin, pathname } = new URL(context.cluster.server);
  const prefix = pathname === '/' ? '' : pathname;
  const { server, proxyUrl } = context.cluster;
  const peer = {
    server,
    source: `kube-apiserver ${context.name}`,
    ...(proxyUrl === null ? {} : { proxy: new URL(proxyUrl).host }),
  };
  let lastGrant: Grant | null = null;
  let lastRefusal: Result<never> | null = null;
  let answered = true;
  let disposed = false;

  async function send(grant: Grant, out: Outgoing, handler: ExchangeHandler, timing: Timing, signal: AbortSignal): Promise<Result<Times>> {
    if (disposed) return fail('cancelled', 'The connection to this cluster was closed.');
    const pool = connections.pool(grant.authority, grant.identification);
    if (!pool.ok) return pool;
    const headers = { accept: 'application/json', 'user-agent': 'release-command-center', ...out.headers, ...grant.headers };
    const request = { origin, method: out.method, path: `${prefix}${out.path}`, headers, body: out.body };
    return await timedExchange(pool.value, request, handler, timing, peer, clock, signal);
  }

  async function grantFor(signal: AbortSignal): Promise<Result<Grant>> {
    const grant = await credentials.current(signal);
    if (grant.ok) lastGrant = grant.value;
    lastRefusal = grant.ok ? null : grant;
    return grant;
  }

  /** For a probe before any request: everything but a plugin, which may open a browser, costs nobody anything. */
  async function firstGrant(signal: AbortSignal): Promise<Result<Grant>> {
    const { method } = context.user;
    if (method.type !== 'exec') return await grantFor(signal);
    return lastRefusal ?? fail('unauthenticated', `The credential plugin ${method.exec.command} has not finished yet.`);
  }

  return {
    peer,
    send,
    async withCredentials(signal, attempt) {
      const grant = await grantFor(signal);
      if (!grant.ok) return grant;
      const first = await attempt(grant.value);
      if (first.ok || first.error.upstream?.status !== 401 || !credentials.refused(grant.value)) return first;
      log.info('the cluster refused these credentials; they are renewed once', { context: context.name });
      const renewed = await grantFor(signal);
      return renewed.ok ? await attempt(renewed.value) : renewed;
    },
    async probe(path, handler, signal) {
      const grant = lastGrant === null ? await firstGrant(signal) : ok(lastGrant);
      if (!grant.ok) return grant;
      const timing: Timing = { connectMs: deadlines.probeMs, answerMs: deadlines.probeMs, endless: () => false };
      const times = await send(grant.value, { method: 'GET', path, headers: {}, body: null }, handler, timing, signal);
      // A network that changed under us leaves idle connections that look alive: a rollback must not wait on one.
      if (!times.ok && answered && !signal.aborted) connections.retire();
      answered = times.ok;
      return times;
    },
    async dispose() {
      disposed = true;
      credentials.dispose();
      await connections.dispose();
    },
  };
}
