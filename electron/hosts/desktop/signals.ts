import { type IpcMainEvent, Notification, type WebContents } from 'electron';
import type { Log } from '#core/ports/log.ts';
import { WindowSignal } from '#shared/contract/window-signal.ts';
import { isPage, words } from './page-origin.ts';
import type { DeskTray } from './tray.ts';

/** Hears what the page tells the desktop around it, from its main frame alone, and shows it. What is no signal is dropped. */
export function hearSignals(contents: WebContents, tray: DeskTray, open: (route: string) => void, log: Log): void {
  // A notification that nobody holds is collected, and its click with it.
  const held = new Set<Notification>();
  const notify = ({ title, body, route }: Extract<WindowSignal, { type: 'rcc:notice' }>) => {
    if (!Notification.isSupported()) {
      log.info('No notification here: the system has none', { title });
      return;
    }
    const notification = new Notification({ title, body, urgency: 'critical' });
    held.add(notification);
    notification.on('click', () => {
      held.delete(notification);
      open(route);
    });
    notification.on('close', () => held.delete(notification));
    notification.on('failed', (_event, error) => {
      held.delete(notification);
      log.warn('A notification was not shown', { title, error });
    });
    notification.show();
  };
  contents.ipc.on(words.signal, (event: IpcMainEvent, data: unknown) => {
    const frame = event.senderFrame;
    const signal = WindowSignal.safeParse(data);
    if (frame === null || frame !== contents.mainFrame || !isPage(frame.url) || !signal.success) {
      log.warn('Refused a signal that is not the page’s', { url: frame?.url ?? null });
      return;
    }
    if (signal.data.type === 'rcc:worst') tray.show(signal.data);
    else notify(signal.data);
  });
}
