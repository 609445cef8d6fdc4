import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { SimClock } from '../../clock/sim-clock.ts';
import { startGarbageCollector } from '../../store/garbage-collector.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { services } from '../../store/resources.ts';
import { createAuthorizer } from './access/authorizer.ts';
import { seedRoles } from './access/roles.ts';
import { kubeconfigText, makeTokens, type Tokens } from './access/users.ts';
import { handle } from './handle.ts';
import { at } from './objects/doc.ts';
import { seedSystemNamespaces } from '../../store/system-namespaces.ts';
import { createAuthority } from './tls/authority.ts';
import { watchSettings, type WatchSettings } from './watch/watch.ts';

export interface KubernetesServerOptions {
  readonly store: ObjectStore;
  readonly clock: SimClock;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** 0 ≤ x < 1, for generated names; a seeded one makes two runs alike. */
  readonly random?: () => number;
  readonly watch?: Partial<WatchSettings>;
}

export interface KubernetesServer {
  /** `https://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  /** PEM of the authority made for this run. */
  readonly ca: string;
  readonly tokens: Tokens;
  /** A kubeconfig with the five contexts, admin current; `namespace` is the one each context starts in. */
  kubeconfig(namespace?: string): string;
  stop(): Promise<void>;
}

/** Serves the Kubernetes API of `store` over TLS on 127.0.0.1. Rejects when the port is taken (`EADDRINUSE`). */
export async function startKubernetesServer(options: KubernetesServerOptions): Promise<KubernetesServer> {
  const { store, clock, port = 0, random = Math.random } = options;
  const authority = createAuthority('sandbox-ca');
  const issued = authority.issue(['127.0.0.1', '::1', 'localhost', 'kubernetes', 'kubernetes.default.svc']);
  const tokens = makeTokens();
  const collector = startGarbageCollector({ store, clock });
  const api = { store, clock, authorizer: createAuthorizer(store), random, clusterAddress: () => freeAddress(store) };
  const handling = { api, tokens, settings: { ...watchSettings, ...options.watch } };
  seedRoles(store);
  seedSystemNamespaces(store);

  const server = createServer({ cert: issued.certificate, key: issued.key, keepAliveTimeout: 120_000, requestTimeout: 60_000 });
  const sockets = new Set<Socket>();
  server.on('request', (request, response) => void handle(handling, request, response));
  // A client that breaks off, or speaks no TLS, is its own affair.
  server.on('tlsClientError', () => undefined);
  server.on('clientError', (_error, socket) => socket.destroy());
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      resolve();
    });
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const url = `https://127.0.0.1:${bound}`;
  return {
    url,
    port: bound,
    ca: authority.certificate,
    tokens,
    kubeconfig: (namespace) => kubeconfigText(url, authority.certificate, tokens, 'sandbox', namespace),
    stop() {
      collector.stop();
      return new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

/** The first address of 10.96.0.0/16 no Service has. */
function freeAddress(store: ObjectStore): string {
  const taken = new Set(store.list(services, null).map((service) => at(service, 'spec', 'clusterIP')));
  for (let host = 10; ; host += 1) {
    const address = `10.96.${(host >> 8) & 255}.${host & 255}`;
    if (!taken.has(address)) return address;
  }
}
