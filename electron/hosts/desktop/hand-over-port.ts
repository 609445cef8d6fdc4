import { randomUUID } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import type { IpcMainEvent, MessagePortMain, WebContents } from 'electron';
import { MessageChannelMain } from 'electron';
import type { Log } from '#core/ports/log.ts';
import { isPage, words } from './page-origin.ts';

/**
 * Gives the page its port when it asks: only to the main frame of this window, and only while that shows our page. The port
 * dies with the page it was given to, so that nothing loaded later can use it. `serve` gives the desk's end of it, on which a page that
 * asks before the desk is open may speak at once: what it says waits in it.
 */
export function handOverPort(contents: WebContents, serve: (session: string) => MessagePort, log: Log): void {
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
    close = joinPorts(port1, serve(randomUUID()));
    frame.postMessage(words.port, null, [port2]);
  });
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) end();
  });
  contents.on('render-process-gone', end);
  contents.on('destroyed', end);
}

/** One road of two: a page's port cannot cross to another thread of this process, nor Node's to a page. The returned closes both. */
function joinPorts(page: MessagePortMain, desk: MessagePort): () => void {
  const close = () => {
    page.close();
    desk.close();
  };
  page.on('message', ({ data }) => desk.postMessage(data));
  desk.on('message', (data) => page.postMessage(data));
  page.on('close', () => desk.close());
  desk.on('close', () => page.close());
  page.start();
  return close;
}
