import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { Server, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  readonly port: number;
  readonly url: string;
  /** Connections accepted so far. */
  readonly accepted: () => number;
  /** Those open now. */
  readonly sockets: () => readonly Socket[];
  close(): Promise<void>;
}

/** A loopback HTTP server; with `tls` an HTTPS one. Closing it cuts every connection. */
export async function serve(handler: Handler, tls?: ServerOptions, port = 0): Promise<TestServer> {
  return await listen(tls ? createTlsServer(tls, handler) : createServer(handler), tls ? 'https' : 'http', port);
}

/** A server that takes connections and gives each to `onSocket`: for those that never answer. */
export async function serveTcp(onSocket: (socket: Socket) => void, scheme = 'http'): Promise<TestServer> {
  return await listen(createTcpServer(onSocket), scheme, 0);
}

async function listen(server: Server, scheme: string, port: number): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port: bound,
    url: `${scheme}://127.0.0.1:${bound}`,
    accepted: () => accepted,
    sockets: () => [...sockets],
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers as an API server refuses: a Status object. */
export function refuse(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  json(response, code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code }, headers);
}
