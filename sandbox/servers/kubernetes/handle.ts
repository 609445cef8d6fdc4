import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate, type Tokens } from './access/users.ts';
import { askOf, forbidden } from './access/authorizer.ts';
import type { Api } from './context.ts';
import { plainPath } from './discovery/plain-paths.ts';
import { negotiate } from './http/accept.ts';
import { readBody } from './http/body.ts';
import { readRequest } from './http/request-info.ts';
import { type Reply, statusReply } from './reply.ts';
import { findResource, route } from './router.ts';
import { type Outcome, refuse } from './status.ts';
import { review, reviewKind } from './verbs/reviews.ts';
import { versionView } from './version-view.ts';
import type { WatchSettings } from './watch/watch.ts';

export interface Handling {
  readonly api: Api;
  readonly tokens: Tokens;
  readonly settings: WatchSettings;
}

/** One request from its first byte to its answer. Never throws: a bug of ours is a 500 in the answer. */
export async function handle(handling: Handling, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const warnings: string[] = [];
  const reply = await answer(handling, request, (text) => warnings.push(text)).catch((error: unknown): Reply => {
    const message = error instanceof Error ? error.message : String(error);
    return statusReply(refuse(500, 'InternalError', `Internal error occurred: ${message}`, { causes: [] }).status);
  });
  if (response.destroyed) return;
  if (reply.kind === 'stream') {
    reply.start(response);
    return;
  }
  for (const text of warnings) response.appendHeader('Warning', `299 - ${JSON.stringify(text)}`);
  const body = Buffer.from(reply.body);
  const late = reply.code === 504 ? { 'retry-after': '1' } : {};
  response.writeHead(reply.code, {
    'content-type': reply.type,
    'cache-control': 'no-cache, private',
    'content-length': body.length,
    ...late,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function answer({ api, tokens, settings }: Handling, request: IncomingMessage, warn: (text: string) => void): Promise<Reply> {
  const user = authenticate(tokens, request.headers.authorization);
  if (!user) return statusReply(refuse(401, 'Unauthorized', 'Unauthorized').status);
  const info = readRequest(request.method ?? 'GET', request.url ?? '/');
  if (!api.authorizer.may(user, askOf(info)).allowed) return statusReply(forbidden(user, info).status);
  if (!info.isResource) return plainPath(info, request.headers.host ?? '');
  const contentType = request.headers['content-type'];
  const isReview = reviewKind(info.group, info.plural) !== undefined && info.version === 'v1';
  const found = isReview ? null : findResource(info);
  if (found && 'reply' in found) return found.reply;
  const accept = negotiate(request.headers.accept);
  if (!accept.ok) return statusReply(accept.status);
  const body = await readBody(request);
  if (!body.ok) return statusReply(body.status);
  if (!found) return replyOf(review(api, info.group, info.plural, { user, verb: info.verb, body: body.value, contentType }));
  const userAgent = request.headers['user-agent'] ?? '';
  const call = {
    info,
    user,
    resource: found.resource,
    accept: accept.value,
    userAgent,
    contentType,
    body: body.value,
    warn,
  };
  return replyOf(await route({ ...api, store: versionView(api.store, found.resource) }, call, settings));
}

function replyOf(outcome: Outcome<Reply>): Reply {
  return outcome.ok ? outcome.value : statusReply(outcome.status);
}
