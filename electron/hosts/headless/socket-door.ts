import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ServeConnection } from '../transport/connection.ts';
import { longestMessage } from '../transport/request-filter.ts';
import { webSocketChannel } from '../transport/web-socket-channel.ts';
import { refusedCaller } from './caller-check.ts';
import type { Gate } from './gate.ts';
import { readCookie } from './session-cookie.ts';

const goodbyeMs = 300;

/** The live road: a WebSocket at /rpc/ws, for who has a session and comes from this very page. */
export interface SocketDoor {
  /** Says goodbye to every reader. */
  close(): void;
}

export function openSocketDoor(server: Server, gate: Gate, port: () => number, serveConnection: ServeConnection): SocketDoor {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage, perMessageDeflate: false });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A reader that vanishes in the middle of the handshake.
    socket.on('error', () => socket.destroy());
    const { host, origin, cookie } = request.headers;
    const refused = refusedCaller({ host, origin });
    if (refused !== null) return refuse(socket, refused.status === 403 ? '403 Forbidden' : '421 Misdirected Request');
    const session = gate.sessionOf(readCookie(port(), cookie));
    if (session === null) return refuse(socket, '401 Unauthorized');
    if (request.url?.split('?')[0] !== '/rpc/ws') return refuse(socket, '404 Not Found');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // Its end is told by `close`, whatever the error was.
      webSocket.on('error', () => {});
      serveConnection(webSocketChannel(webSocket), { id: session, host: 'headless' });
    });
  });

  return {
    close() {
      for (const client of sockets.clients) client.close(1001, 'The desk was stopped.');
      // One that does not answer the goodbye is not waited for.
      setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, goodbyeMs).unref();
      sockets.close();
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
