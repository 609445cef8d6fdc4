import type { Session } from 'electron';
import { protocol } from 'electron';
import type { FindPage } from '../page/page-files.ts';
import { pageHeaders } from '../page/page-headers.ts';
import { pageHost, pageScheme } from './page-origin.ts';

/**
 * Without the opener policy: there is no opener here, since no window may open another, and Chromium answers that header with a
 * second process for the page, after it has started the first.
 */
const { 'cross-origin-opener-policy': _none, ...headers } = pageHeaders;

/** Chromium's net::ERR_FILE_NOT_FOUND. */
const notFound = -6;

/** Before the app is ready: app:// has an origin of its own and counts as secure. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/**
 * Serves app://rcc/ from the page's folder, and nothing else. By `registerFileProtocol`, although newer ways exist: Electron reads the
 * file itself then, while `protocol.handle` brings a megabyte of script through this thread in small pieces, at every start. Once
 * `protocol.registerSource` has left its trial, and can set headers, it is to be that.
 */
export function servePage(session: Session, findPage: FindPage): void {
  session.protocol.registerFileProtocol(pageScheme, (request, answer) => {
    const url = new URL(request.url);
    const finding = request.method === 'GET' && url.host === pageHost ? findPage(url.pathname) : Promise.resolve(null);
    void finding.then((file) =>
      answer(
        file === null
          ? { error: notFound }
          : { path: file.path, headers: { ...headers, 'content-type': file.contentType, 'cache-control': 'no-store' } },
      ),
    );
  });
}
