import type { ServerResponse } from 'node:http';
import type { Status } from './status.ts';

/** What a request comes to: a text, or a stream that goes on by itself. */
export type Reply =
  | { readonly kind: 'text'; readonly code: number; readonly type: string; readonly body: string }
  | { readonly kind: 'stream'; readonly start: (response: ServerResponse) => void };

export function json(code: number, body: string): Reply {
  return { kind: 'text', code, type: 'application/json', body };
}

export function plain(code: number, body: string): Reply {
  return { kind: 'text', code, type: 'text/plain; charset=utf-8', body };
}

export function statusReply(status: Status): Reply {
  return json(status.code ?? 200, JSON.stringify(status));
}

/** What the mux behind the API server says of a path nobody serves. */
export const pageNotFound = (): Reply => plain(404, '404 page not found\n');
