import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { parse } from 'yaml';
import { z } from 'zod';

const Kubeconfig = z.object({
  clusters: z.array(z.object({ cluster: z.object({ server: z.string(), 'certificate-authority-data': z.string() }) })).min(1),
  users: z.array(z.object({ name: z.string(), user: z.object({ token: z.string() }) })),
});

/** One request as it goes over the wire. */
export interface Sent {
  readonly user?: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
  readonly headers?: { readonly [name: string]: string };
}

export interface Answer {
  readonly code: number;
  readonly type: string;
  readonly text: string;
  readonly warnings: readonly string[];
  /** The body as JSON; of a watch, its lines. */
  readonly body: unknown;
}

/** Speaks to an API server as somebody of a kubeconfig. */
export interface Wire {
  send(sent: Sent): Promise<Answer>;
}

export function wireOfFile(path: string): Wire {
  return wireOf(readFileSync(path, 'utf8'));
}

export function wireOf(kubeconfig: string): Wire {
  const { clusters, users } = Kubeconfig.parse(parse(kubeconfig));
  const cluster = clusters[0]?.cluster;
  const ca = Buffer.from(cluster?.['certificate-authority-data'] ?? '', 'base64');
  const tokens = new Map(users.map(({ name, user }) => [name, user.token]));
  return {
    send({ user = 'admin', method = 'GET', path, body, type = 'application/json', accept, headers = {} }) {
      const text = body === undefined ? undefined : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      const token = tokens.get(user);
      const sentHeaders = {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(text === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
        ...(accept ? { accept } : {}),
        ...headers,
      };
      return new Promise((resolve, reject) => {
        const url = `${cluster?.server ?? ''}${path}`;
        const outgoing = request(url, { ca, method, headers: sentHeaders, agent: false }, (response) => {
          let received = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (received += chunk));
          response.on('error', reject);
          response.on('end', () => {
            const warnings = [response.headers['warning'] ?? []].flat();
            resolve({
              code: response.statusCode ?? 0,
              type: response.headers['content-type'] ?? '',
              text: received,
              warnings,
              body: readBody(received),
            });
          });
        });
        // An answer to a body that is too large may come before all of it is sent.
        outgoing.on('error', reject);
        outgoing.end(text);
      });
    },
  };
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.split('\n').filter(Boolean);
    try {
      return lines.map((line): unknown => JSON.parse(line));
    } catch {
      return undefined;
    }
  }
}
