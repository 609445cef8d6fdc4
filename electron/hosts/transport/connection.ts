import { WebsocketHandler } from '@orpc/server/websocket';
import type { Session } from '#core/core.ts';
import type { Log } from '#core/ports/log.ts';
import { logBugs } from './log-bugs.ts';
import { createPlainHandler } from './plain-handler.ts';
import { parseIncoming } from './request-filter.ts';
import type { RpcRouter } from './router.ts';
import { streamOf } from './router.ts';
import { createStreamWindows } from './stream-window.ts';

/** A two-way road for text: a WebSocket or a message port. `send` resolves when the text has left, so that streams wait for it. */
export interface Channel {
  send(text: string): Promise<void>;
  onMessage(listener: (raw: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** Serves the router to one reader until its channel closes. */
export type ServeConnection = (channel: Channel, session: Session) => void;

/** One server for every WebSocket and message port of a host. What a reader sends is parsed before it goes anywhere. */
export function createConnectionServer(router: RpcRouter, log: Log): ServeConnection {
  const plain = createPlainHandler(router, {
    interceptors: [({ next, ...options }) => next({ ...options, context: { ...options.context, ...streamOf(options.request.headers) } })],
    clientInterceptors: [logBugs(log)],
  });
  const handler = new WebsocketHandler(plain);

  return (channel, session) => {
    const windows = createStreamWindows();
    let saidGarbage = false;
    // oRPC waits for what `send` returns before it pulls a stream's next value: that wait is the back-pressure.
    const socket = { send: (data: unknown) => channel.send(String(data)), addEventListener: () => {} };
    const requested = async (text: string) => {
      try {
        await handler.message(socket, text, { context: { session, windows } });
      } catch (error) {
        log.warn('A call could not be answered', { session: session.id, error });
      }
    };
    channel.onMessage((raw) => {
      const message = parseIncoming(raw);
      if (message.type === 'request') void requested(message.text);
      if (message.type === 'taken') windows.taken(message.stream);
      if (message.type === 'garbage' && !saidGarbage) {
        saidGarbage = true;
        log.warn('A reader sent something that is no request; it was dropped', { session: session.id });
      }
    });
    channel.onClose(() => {
      windows.close();
      handler.close(socket);
    });
  };
}
