import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { parse } from 'yaml';
import { z } from 'zod';

const Kubeconfig = z.object({
  clusters: z.array(z.object({ cluster: z.object({ server: z.string(), 'certificate-authority-data': z.string() }) })).min(1),
  users: z.array(z.object({ name: z.string(), user: z.object({ token: z.string().optional() }) })),
});

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The plain API as the admin of a test's control plane. Tests set the scene with it, never with the desk's own client. */
export interface AdminApi {
  /** The answer's JSON; anything but 2xx throws with the server's words. PATCH is a merge patch. */
  call(method: Method, path: string, body?: object): Promise<unknown>;
  /** A new namespace of this test's own. */
  namespace(prefix: string): Promise<{ name: string; remove(): Promise<void> }>;
}

export function adminApi(kubeconfigFile: string): AdminApi {
  const config = Kubeconfig.parse(parse(readFileSync(kubeconfigFile, 'utf8')));
  const cluster = config.clusters[0]?.cluster;
  const token = config.users.find((user) => user.name === 'admin')?.user.token;
  if (cluster === undefined || token === undefined) throw new Error(`${kubeconfigFile} has no user admin with a token`);
  const dispatcher = new Agent({ connect: { ca: Buffer.from(cluster['certificate-authority-data'], 'base64').toString() } });

  async function call(method: Method, path: string, body?: object): Promise<unknown> {
    const answer = await request(`${cluster?.server}${path}`, {
      method,
      dispatcher,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return JSON.parse(text);
  }

  return {
    call,
    async namespace(prefix) {
      const name = `${prefix}-${randomBytes(3).toString('hex')}`;
      await call('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      return { name, remove: async () => void (await call('DELETE', `/api/v1/namespaces/${name}`)) };
    },
  };
}

/** Waits for a state, never for a time. */
export async function until<T>(read: () => Promise<T | null | undefined | false>, what: string, limitMs = 60_000): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await read();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited ${limitMs / 1_000} s in vain until ${what}`);
    await new Promise((again) => setTimeout(again, 100));
  }
}
