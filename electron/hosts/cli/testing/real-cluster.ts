import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { parse } from 'yaml';
import { z } from 'zod';

const Kubeconfig = z.object({
  clusters: z.array(z.object({ cluster: z.object({ server: z.string(), 'certificate-authority-data': z.string() }) })),
  users: z.array(z.object({ name: z.string(), user: z.object({ token: z.string() }) })),
});

/** The API server as its administrator, for what a test needs around the program it tests. */
export interface RealCluster {
  readonly server: string;
  readonly adminToken: string;
  send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
}

export function realCluster(kubeconfigFile: string): RealCluster {
  const config = Kubeconfig.parse(parse(readFileSync(kubeconfigFile, 'utf8')));
  const cluster = config.clusters[0]?.cluster;
  const token = config.users.find((user) => user.name === 'admin')?.user.token;
  if (cluster === undefined || token === undefined) throw new Error(`${kubeconfigFile} has no admin`);
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64');
  return {
    server: cluster.server,
    adminToken: token,
    send: (method, path, body) =>
      new Promise((resolve, reject) => {
        const contentType = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
        const asked = request(
          new URL(path, cluster.server),
          { method, ca, headers: { authorization: `Bearer ${token}`, 'content-type': contentType } },
          (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => {
              text += chunk;
            });
            response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text === '' ? null : JSON.parse(text) }));
          },
        );
        asked.on('error', reject);
        asked.end(body === undefined ? undefined : JSON.stringify(body));
      }),
  };
}

/** Waits for a state of the real world; fails with what was seen last. Polls: the world outside has no promise to give. */
export async function until<T>(what: string, look: () => Promise<T>, holds: (seen: T) => boolean, seconds = 60): Promise<T> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`Not so after ${seconds} s: ${what}. Last seen: ${JSON.stringify(seen)?.slice(0, 600)}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
