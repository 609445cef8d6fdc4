import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket as LastingSocket } from 'partysocket';
import type { Contract } from '#shared/contract/contract.ts';
import { liveWindow } from '#shared/contract/live-window.ts';
import { type ConnectionStore, createConnectionStore } from './connection-store.ts';

export type Client = ContractRouterClient<Contract>;

/** The desk behind the page, whichever host it is: one typed client, and whether it can be reached. */
export interface Backend {
  readonly client: Client;
  readonly connection: ConnectionStore;
  readonly close: () => void;
}

/** In the desktop: the port that the preload hands over. It closes when the window navigates or the host ends. */
export function connectOverPort(port: MessagePort): Backend {
  const connection = createConnectionStore('open');
  port.addEventListener('close', () => connection.set('lost'));
  const link = new PortLink({ port, clientInterceptors: [liveWindow((text) => port.postMessage(text))] });
  port.start();
  return { client: createORPCClient<Client>(link), connection, close: () => port.close() };
}

/** In a browser: a WebSocket that comes back by itself, 0.3 s after the first loss and 5 s at most. */
export function connectOverWebSocket(url: string): Backend {
  const socket = new LastingSocket(url, [], {
    minReconnectionDelay: 300,
    maxReconnectionDelay: 5_000,
    connectionTimeout: 5_000,
    maxEnqueuedMessages: 0,
  });
  const connection = createConnectionStore('connecting');
  socket.addEventListener('open', () => connection.set('open'));
  socket.addEventListener('close', () => connection.set('lost'));
  if (!isWire(socket)) throw new Error('partysocket no longer looks like a WebSocket');
  const link = new SocketLink({ websocket: socket, clientInterceptors: [liveWindow((text) => socket.send(text))] });
  return { client: createORPCClient<Client>(link), connection, close: () => socket.close() };
}

type Wire = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState'>;

/** partysocket types its readyState as any number; what the link needs of a WebSocket it has. */
function isWire(socket: unknown): socket is Wire {
  return socket instanceof EventTarget && 'send' in socket && 'readyState' in socket;
}
