import { BodyLimitPlugin, RPCHandler } from '@orpc/server/fetch';
import { Hono } from 'hono';
import type { Log } from '#core/ports/log.ts';
import type { ReadPage } from '../page/page-files.ts';
import { pageHeaders } from '../page/page-headers.ts';
import { logBugs } from '../transport/log-bugs.ts';
import { longestMessage } from '../transport/request-filter.ts';
import type { RpcContext, RpcRouter } from '../transport/router.ts';
import { refusedCaller } from './caller-check.ts';
import { noSession, usedUpAddress, wrongAddress } from './closed-page.ts';
import type { Gate } from './gate.ts';
import { readCookie, setCookie } from './session-cookie.ts';

export interface AppNeeds {
  readonly router: RpcRouter;
  readonly gate: Gate;
  readonly readPage: ReadPage;
  /** The port it listens on. */
  readonly port: () => number;
  readonly log: Log;
  /** An address was used up: the gate has a fresh token, which somebody should print. */
  readonly onUsedUp: () => void;
}

/** All that is answered over plain http. Every answer carries the page's headers; without a session there is none but "no". */
export function createApp({ router, gate, readPage, port, log, onUsedUp }: AppNeeds): Hono {
  const rpc = new RPCHandler<RpcContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: longestMessage })],
    clientInterceptors: [logBugs(log)],
  });
  const app = new Hono();

  app.use(async (context, next) => {
    const refused = refusedCaller({ host: context.req.header('host'), origin: context.req.header('origin') });
    if (refused === null) await next();
    else context.res = context.text(refused.message, refused.status);
    for (const [name, value] of Object.entries(pageHeaders)) context.res.headers.set(name, value);
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store');
  });

  app.get('/', async (context, next) => {
    const token = context.req.query('token');
    if (token === undefined) return next();
    const entry = gate.enter(token);
    if (entry.type === 'session') {
      context.header('set-cookie', setCookie(port(), entry.cookie));
      return context.redirect('/', 303);
    }
    if (entry.type === 'used-up') onUsedUp();
    return context.html(entry.type === 'used-up' ? usedUpAddress : wrongAddress, 401);
  });

  app.use('/rpc/*', async (context) => {
    const session = gate.sessionOf(readCookie(port(), context.req.header('cookie')));
    if (session === null) return context.text('No session. Open the address that rcc serve printed.', 401);
    const { matched, response } = await rpc.handle(context.req.raw, {
      prefix: '/rpc',
      context: { session: { id: session, host: 'headless' } },
    });
    return matched ? new Response(response.body, response) : context.text('There is no such procedure.', 404);
  });

  app.get('*', async (context) => {
    if (gate.sessionOf(readCookie(port(), context.req.header('cookie'))) === null) return context.html(noSession, 401);
    const file = await readPage(new URL(context.req.url).pathname);
    if (file === null) return context.text('There is no such page.', 404);
    if (file.immutable) context.header('cache-control', 'private, max-age=31536000, immutable');
    return context.body(file.body, 200, { 'content-type': file.contentType });
  });

  app.notFound((context) => context.text('There is no such page.', 404));
  app.onError((error, context) => {
    log.error('A request ended in a bug', { path: context.req.path, error });
    return context.text('A bug of ours. The log of rcc serve says more.', 500);
  });
  return app;
}
