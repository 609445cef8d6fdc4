import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { parse } from 'yaml';
import { z } from 'zod';

const Kubeconfig = z.object({
  clusters: z.array(z.object({ cluster: z.object({ server: z.string(), 'certificate-authority-data': z.string() }) })).min(1),
  users: z.array(z.object({ name: z.string(), user: z.object({ token: z.string() }) })),
});

export const mergePatch = 'application/merge-patch+json';
export const jsonPatch = 'application/json-patch+json';

/** The baseline: undici and nothing else, keep-alive, one warm connection for each request under way. */
export interface RawApi {
  /** The answer's JSON. Anything but 2xx throws with the server's words. */
  send(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, contentType?: string): Promise<unknown>;
  /** Every line of a watch from now on, as text. Resolves when the watch stands. */
  watch(path: string, onLine: (line: string) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export function rawApi(kubeconfigFile: string, user: string): RawApi {
  const config = Kubeconfig.parse(parse(readFileSync(kubeconfigFile, 'utf8')));
  const cluster = config.clusters[0]?.cluster;
  const token = config.users.find(({ name }) => name === user)?.user.token;
  if (cluster === undefined || token === undefined) throw new Error(`${kubeconfigFile} has no user ${user} with a token`);
  const pool = new Pool(cluster.server, {
    connect: { ca: Buffer.from(cluster['certificate-authority-data'], 'base64').toString() },
    keepAliveTimeout: 60_000,
    bodyTimeout: 0,
  });
  const authorization = `Bearer ${token}`;

  return {
    async send(method, path, body, contentType = 'application/json') {
      const headers = { authorization, accept: 'application/json', ...(body === undefined ? {} : { 'content-type': contentType }) };
      const answer = await pool.request({ method, path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
      return JSON.parse(text);
    },
    async watch(path, onLine, signal) {
      const answer = await pool.request({ method: 'GET', path, headers: { authorization, accept: 'application/json' }, signal });
      if (answer.statusCode >= 300) throw new Error(`GET ${path}: ${answer.statusCode} ${await answer.body.text()}`);
      let rest = '';
      answer.body.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onLine(line);
      });
      // Ended by the signal.
      answer.body.on('error', () => {});
    },
    close: () => pool.destroy(),
  };
}
