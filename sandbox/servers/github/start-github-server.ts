import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { SimClock } from '../../clock/sim-clock.ts';
import { type Answer, refusal } from './answer.ts';
import { pageFor } from './page.ts';
import { answerApi } from './routes.ts';
import type { ShopCi } from './shop-ci.ts';

export interface GithubServer {
  /** The API's base, as an Enterprise server has it: `http://127.0.0.1:PORT/api/v3`. */
  readonly url: string;
  /** Who has it may read and review. */
  readonly token: string;
  stop(): Promise<void>;
}

const base = '/api/v3';
const hour = 3_600_000;

/** GitHub's REST API over the shop's pipelines, on loopback. Port 0 takes a free one. `limit`: requests an hour of simulated time. */
export async function startGithubServer(needs: {
  ci: () => ShopCi;
  clock: SimClock;
  port?: number;
  limit?: number;
}): Promise<GithubServer> {
  const { ci, clock, port = 0, limit = 5_000 } = needs;
  const token = `ghp_sandbox${randomBytes(18).toString('hex')}`;
  let window = { from: clock.now(), used: 0 };
  const server = createServer((request, response) => {
    respond(request, response).catch(() => (response.headersSent ? response.destroy() : response.writeHead(400).end()));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const root = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', root);
    if (!url.pathname.startsWith(`${base}/`)) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" });
      return void response.end(pageFor(ci(), url.pathname, clock.now()));
    }
    const now = clock.now();
    if (now - window.from >= hour) window = { from: now, used: 0 };
    const given = request.headers.authorization?.replace(/^(token|bearer) /i, '');
    if (given !== token) return send(refusal(401, given === undefined ? 'Requires authentication' : 'Bad credentials'));
    const path = url.pathname.slice(base.length);
    if (path === '/rate_limit') return send({ status: 200, body: { resources: { core: rate() }, rate: rate() } });
    window.used += 1;
    if (window.used > limit) {
      window.used = limit;
      return send(refusal(403, 'API rate limit exceeded for user ID 1.'));
    }
    const body = request.method === 'POST' ? await json(request).catch(() => null) : null;
    const asked = { method: request.method ?? 'GET', path, query: url.searchParams, body };
    send(answerApi(ci(), asked, now, { api: `${root}${base}`, html: root }));

    function rate() {
      return { limit, used: window.used, remaining: limit - window.used, reset: Math.ceil((window.from + hour) / 1_000) };
    }

    function send(answer: Answer): void {
      const text = answer.status === 204 ? '' : JSON.stringify(answer.body);
      const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
      const same = request.method === 'GET' && answer.status === 200 && request.headers['if-none-match'] === etag;
      // What has not changed costs nothing.
      if (same) window.used = Math.max(0, window.used - 1);
      const { used, remaining, reset } = rate();
      response.writeHead(same ? 304 : answer.status, {
        date: new Date(now).toUTCString(),
        'content-type': 'application/json; charset=utf-8',
        'x-github-media-type': 'github.v3; format=json',
        'x-ratelimit-limit': limit,
        'x-ratelimit-used': used,
        'x-ratelimit-remaining': remaining,
        'x-ratelimit-reset': reset,
        'x-ratelimit-resource': 'core',
        ...(answer.status === 200 ? { etag, 'cache-control': 'private, max-age=60, s-maxage=60' } : {}),
        ...linkOf(url, answer),
      });
      response.end(same ? '' : text);
    }
  }

  return {
    url: `${root}${base}`,
    token,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function linkOf(url: URL, { page }: Answer): { link?: string } {
  if (page === undefined || page.last <= 1) return {};
  const to = (number: number, rel: string) => {
    const target = new URL(url);
    target.searchParams.set('page', String(number));
    return `<${target.href}>; rel="${rel}"`;
  };
  const forward = page.number < page.last ? [to(page.number + 1, 'next'), to(page.last, 'last')] : [];
  const back = page.number > 1 ? [to(1, 'first'), to(page.number - 1, 'prev')] : [];
  return { link: [...back, ...forward].join(', ') };
}
