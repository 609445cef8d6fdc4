import type { Session } from 'electron';
import { protocol } from 'electron';
import type { ReadPage } from '../page/page-files.ts';
import { pageHeaders } from '../page/page-headers.ts';
import { pageHost, pageScheme } from './page-origin.ts';

/**
 * Without the opener policy: there is no opener here, since no window may open another, and Chromium answers that header with a
 * second process for the page, after it has started the first.
 */
const { 'cross-origin-opener-policy': _none, ...headers } = pageHeaders;

/** Before the app is ready: app:// has an origin of its own and counts as secure. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/** Serves app://rcc/ from the page's folder, and nothing else. */
export function servePage(session: Session, readPage: ReadPage): void {
  session.protocol.handle(pageScheme, async (request) => {
    const url = new URL(request.url);
    const file = request.method === 'GET' && url.host === pageHost ? await readPage(url.pathname) : null;
    if (file === null) return new Response('There is no such page.', { status: 404, headers });
    return new Response(file.body, { headers: { ...headers, 'content-type': file.contentType, 'cache-control': 'no-store' } });
  });
}
