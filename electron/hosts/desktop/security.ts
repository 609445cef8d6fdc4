import type { App, Session, WebContents, WebPreferences } from 'electron';
import type { Log } from '#core/ports/log.ts';
import { isPage, pageOrigin } from './page-origin.ts';

/** What a window's page may do of itself: nothing that a page in a browser could not. */
export function lockedPreferences(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !packaged,
  };
}

/** No page but ours in any window, no window but ours, no guest in a page. */
export function lockContents(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const refuse = (event: { preventDefault(): void; url: string }) => {
      if (isPage(event.url)) return;
      event.preventDefault();
      log.warn('Refused to leave the page', { url: event.url });
    };
    contents.on('will-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on('will-frame-navigate', refuse);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('Refused to open a window', { url });
      return { action: 'deny' };
    });
  });
}

/** A file that our page itself made, of a kind it exports. */
function isExport(url: string, name: string): boolean {
  return url.startsWith(`blob:${pageOrigin}/`) && /^[\w-][\w.-]{0,120}\.(jsonl|csv|json|md|html|txt)$/.test(name);
}

/** No permission, no device, no download but of what the page exports, and no request to anywhere but the page's own files. */
export function lockSession(session: Session, packaged: boolean, log: Log): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    // The system asks where to keep it; the page learns nothing of where.
    if (isExport(item.getURL(), item.getFilename())) return;
    event.preventDefault();
    log.warn('Refused a download', { url: item.getURL() });
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isPage(details.url) || (!packaged && details.url.startsWith('devtools://'));
    if (!allowed) log.warn('Refused a request out of the page', { url: details.url });
    answer({ cancel: !allowed });
  });
}
