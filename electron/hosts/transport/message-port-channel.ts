import type { Channel } from './connection.ts';

/** What the host's side of a message port can do: Electron's MessagePortMain, as far as it is used. */
export interface HostPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/**
 * A message port. Posting never blocks and nobody tells when it was read, so only the window (`live-window.ts`) holds a stream
 * back here. Listening starts with `onMessage`. `close` may be called at any time, and ends every call and subscription.
 */
export function messagePortChannel(port: HostPort): Channel & { close(): void } {
  const closing: (() => void)[] = [];
  let closed = false;
  // A port tells only when its other side closed: our own closing is told here.
  const close = () => {
    if (closed) return;
    closed = true;
    port.close();
    for (const listener of closing) listener();
  };
  port.on('close', close);
  return {
    close,
    async send(text) {
      if (!closed) port.postMessage(text);
    },
    onMessage(listener) {
      port.on('message', (event) => {
        if (!closed) listener(event.data);
      });
      port.start();
    },
    onClose(listener) {
      closing.push(listener);
    },
  };
}
