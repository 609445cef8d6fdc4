import type { WindowSignal } from '#shared/contract/window-signal.ts';
import type { Preferences } from '../../../lib/preferences.ts';
import type { Notice } from './notices.ts';
import { playTone } from './tone.ts';

export const isDesktop = (): boolean => location.protocol === 'app:';

/** Tells the desktop around the page; its preload takes it from here. */
export function tellDesktop(signal: WindowSignal): void {
  window.postMessage(signal, window.origin);
}

/** Says a notice outside the page, as this person wants it: the operating system's notification, a tone, both or nothing. */
export function deliver(notice: Notice, { notifications, sound }: Pick<Preferences, 'notifications' | 'sound'>): void {
  if (sound) playTone(notice.tone);
  if (!notifications) return;
  const { title, body, route } = notice;
  if (isDesktop()) {
    tellDesktop({ type: 'rcc:notice', title: title.slice(0, 300), body: body.slice(0, 300), route });
    return;
  }
  // Not every browser has them, and not on every address; whether they may be shown was asked when they were switched on.
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(title, { body, tag: route });
  shown.addEventListener('click', () => {
    window.focus();
    window.location.hash = route;
    shown.close();
  });
}
