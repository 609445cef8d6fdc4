import type { WebSocket } from 'ws';
import type { Channel } from './connection.ts';

/** A WebSocket of the server's side. `send` resolves when the kernel has taken the bytes, so a reader that stops reading stops its streams. */
export function webSocketChannel(socket: WebSocket): Channel {
  return {
    send: (text) =>
      new Promise((resolve) => {
        // An error here is the socket's end, which `close` reports.
        socket.send(text, () => resolve());
      }),
    onMessage(listener) {
      socket.on('message', (data, isBinary) => listener(isBinary ? data : String(data)));
    },
    onClose(listener) {
      socket.on('close', listener);
    },
  };
}
