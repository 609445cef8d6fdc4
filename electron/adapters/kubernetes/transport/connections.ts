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
  /** The next request gets new connections; what is under way goes on. */
  retire(): void;
  dispose(): Promise<void>;
}

/** Keep-alive connections to one API server, HTTP/1.1 so that a watch that stalls cannot hold up a rollback. */
export function createConnections(
  cluster: ClusterAccess,
  connectTimeoutMs: number,
  further: () => readonly string[] = () => [],
): Connections {
  let current: { mark: string; dispatcher: Dispatcher } | null = null;
  const open = new Set<Dispatcher>();

  function build(authority: string | null, identification: Identification | null): Result<Dispatcher> {
    const pool = { keepAliveTimeout: 60_000, connectTimeout: connectTimeoutMs, allowH2: false };
    if (cluster.proxyUrl === null && cluster.server.startsWith('http:')) return ok(new Agent(pool));
    const secureContext = secureContextOf(cluster.name, authority, identification, further());
    if (!secureContext.ok) return secureContext;
    const options = {
      secureContext: secureContext.value,
      ...(cluster.tlsServerName === null ? {} : { servername: cluster.tlsServerName }),
      rejectUnauthorized: !cluster.insecure,
      timeout: connectTimeoutMs,
      allowH2: false,
    };
    if (cluster.proxyUrl === null) return ok(new Agent({ ...pool, connect: options }));
    const proxyTls = { timeout: connectTimeoutMs, allowH2: false };
    if (cluster.proxyUrl.startsWith('socks')) return ok(new Socks5ProxyAgent(cluster.proxyUrl, { ...pool, requestTls: options, proxyTls }));
    return ok(new ProxyAgent({ ...pool, uri: cluster.proxyUrl, requestTls: options, proxyTls }));
  }

  function retire(): void {
    const old = current?.dispatcher;
    current = null;
    if (old) void old.close().finally(() => open.delete(old));
  }

  return {
    pool(authority, identification) {
      const mark = createHash('sha256')
        .update(JSON.stringify([authority, identification, ...further()]))
        .digest('hex');
      if (current?.mark === mark) return ok(current.dispatcher);
      const built = build(authority, identification);
      if (!built.ok) return built;
      retire();
      current = { mark, dispatcher: built.value };
      open.add(built.value);
      return built;
    },
    retire,
    async dispose() {
      await Promise.allSettled([...open].map((dispatcher) => dispatcher.destroy()));
      open.clear();
      current = null;
    },
  };
}

/** Made once a pool: reading the system's authorities again for each connection would cost it 40 ms. */
function secureContextOf(
  cluster: string,
  authority: string | null,
  identification: Identification | null,
  further: readonly string[],
): Result<tls.SecureContext> {
  // Node takes an authority that is no PEM as none at all, and would then blame the server.
  if (authority !== null && !authority.includes('-----BEGIN')) {
    return fail('invalid', `The certificate-authority of the cluster "${cluster}" is not PEM. Check it in the kubeconfig.`);
  }
  const own = identification ? { cert: identification.certificate, key: identification.key } : {};
  try {
    return ok(tls.createSecureContext({ ca: authority ?? [...systemAuthorities(), ...further], ...own }));
  } catch (error) {
    const text = upstreamText(error instanceof Error ? error.message : String(error));
    return fail('invalid', `The certificates for the cluster "${cluster}" cannot be used. Check them in the kubeconfig.`, {
      upstream: { source: 'TLS', text },
    });
  }
}

/** What kubectl trusts when a cluster names no authority: the system's, and Node's own list. */
export function systemAuthorities(): string[] {
  // Older Node (the CLI runs on 20) cannot ask the system.
  const system = typeof tls.getCACertificates === 'function' ? tls.getCACertificates('system') : [];
  return [...new Set([...tls.rootCertificates, ...system])];
}
