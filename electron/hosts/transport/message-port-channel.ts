import type { Channel } from './connection.ts';

/** The side of a message port that Electron's main process holds; Node's own ports fit too, by `nodePort` in tests. */
export interface HostPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
}

/**
 * A message port. Posting never blocks and nobody tells when it was read, so only the window (`live-window.ts`) holds a stream
 * back here. Listening starts with the first listener.
 */
export function messagePortChannel(port: HostPort): Channel {
  let closed = false;
  port.on('close', () => {
    closed = true;
  });
  return {
    async send(text) {
      if (!closed) port.postMessage(text);
    },
    onMessage(listener) {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose(listener) {
      port.on('close', listener);
    },
  };
}
