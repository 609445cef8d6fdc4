import { createHash } from 'node:crypto';
import tls from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent, Socks5ProxyAgent } from 'undici';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';

export interface Identification {
  readonly certificate: string;
  readonly key: string;
}

export interface Connections {
  /** The pool for these certificates (PEM). A changed certificate or authority gets a new pool; the old one drains. */
  pool(authority: string | null, identification: Identification | null): Result<Dispatcher>;
  dispose(): Promise<void>;
}

/** Keep-alive connections to one API server, HTTP/1.1 so that a watch that stalls cannot hold up a rollback. */
export function createConnections(cluster: ClusterAccess, connectTimeoutMs: number): Connections {
  let current: { mark: string; dispatcher: Dispatcher } | null = null;
  const open = new Set<Dispatcher>();

  function build(authority: string | null, identification: Identification | null): Result<Dispatcher> {
    const options = {
      ca: authority ?? systemAuthorities(),
      ...(identification ? { cert: identification.certificate, key: identification.key } : {}),
      ...(cluster.tlsServerName === null ? {} : { servername: cluster.tlsServerName }),
      rejectUnauthorized: !cluster.insecure,
      timeout: connectTimeoutMs,
      allowH2: false,
    };
    try {
      // Bad PEM would otherwise surface inside the first request, as an exception of the socket.
      tls.createSecureContext(options);
    } catch (error) {
      const text = upstreamText(error instanceof Error ? error.message : String(error));
      return fail('invalid', `The certificates for the cluster "${cluster.name}" cannot be used. Check them in the kubeconfig.`, {
        upstream: { source: 'TLS', text },
      });
    }
    const pool = { keepAliveTimeout: 60_000, allowH2: false };
    if (cluster.proxyUrl === null) return ok(new Agent({ ...pool, connect: options }));
    const proxyTls = { timeout: connectTimeoutMs, allowH2: false };
    if (cluster.proxyUrl.startsWith('socks')) return ok(new Socks5ProxyAgent(cluster.proxyUrl, { ...pool, requestTls: options, proxyTls }));
    return ok(new ProxyAgent({ ...pool, uri: cluster.proxyUrl, requestTls: options, proxyTls }));
  }

  return {
    pool(authority, identification) {
      const mark = createHash('sha256')
        .update(JSON.stringify([authority, identification]))
        .digest('hex');
      if (current?.mark === mark) return ok(current.dispatcher);
      const built = build(authority, identification);
      if (!built.ok) return built;
      const old = current?.dispatcher;
      current = { mark, dispatcher: built.value };
      open.add(built.value);
      if (old) void old.close().finally(() => open.delete(old));
      return built;
    },
    async dispose() {
      await Promise.allSettled([...open].map((dispatcher) => dispatcher.destroy()));
      open.clear();
      current = null;
    },
  };
}

/** What kubectl trusts when a cluster names no authority: the system's, and Node's own list. */
function systemAuthorities(): string[] {
  // Older Node (the CLI runs on 20) cannot ask the system.
  return typeof tls.getCACertificates === 'function'
    ? [...tls.rootCertificates, ...tls.getCACertificates('system')]
    : [...tls.rootCertificates];
}
