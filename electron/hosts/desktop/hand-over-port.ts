import { randomUUID } from 'node:crypto';
import type { IpcMainEvent, WebContents } from 'electron';
import { MessageChannelMain } from 'electron';
import type { Log } from '#core/ports/log.ts';
import type { ServeConnection } from '../transport/connection.ts';
import { messagePortChannel } from '../transport/message-port-channel.ts';
import { isPage, words } from './page-origin.ts';

/**
 * Gives the page its port when it asks: only to the main frame of this window, and only while that shows our page. The port
 * dies with the page it was given to, so that nothing loaded later can use it. A page that asks before the core is open has its port
 * at once: what it says waits in it.
 */
export function handOverPort(contents: WebContents, opening: Promise<ServeConnection>, log: Log): void {
  let close = () => {};
  const end = () => {
    close();
    close = () => {};
  };
  contents.ipc.on(words.hello, (event: IpcMainEvent) => {
    const frame = event.senderFrame;
    if (frame === null || frame !== contents.mainFrame || !isPage(frame.url)) {
      log.warn('Refused a port to a frame that is not the page', { url: frame?.url ?? null });
      return;
    }
    end();
    const { port1, port2 } = new MessageChannelMain();
    const channel = messagePortChannel(port1);
    close = channel.close;
    const session = { id: randomUUID(), host: 'desktop' as const };
    void opening.then((serveConnection) => {
      // A page that was loaded again meanwhile has another port.
      if (close === channel.close) serveConnection(channel, session);
    });
    frame.postMessage(words.port, null, [port2]);
  });
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) end();
  });
  contents.on('render-process-gone', end);
  contents.on('destroyed', end);
}
