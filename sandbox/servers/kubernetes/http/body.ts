import type { IncomingMessage } from 'node:http';
import { done, type Outcome, refuse } from '../status.ts';

/** The API server's own limit of a request body. */
export const bodyLimit = 3 * 1024 * 1024;

/** Reads a whole body; one that is too large is read to its end (never kept), so that the client hears the answer. */
export async function readBody(request: IncomingMessage): Promise<Outcome<Buffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= bodyLimit) chunks.push(bytes);
    else if (size > bodyLimit * 16) break;
  }
  if (size > bodyLimit) return refuse(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${bodyLimit}`);
  return done(Buffer.concat(chunks));
}
