import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Kubeconfig = z.looseObject({
  clusters: z
    .array(z.looseObject({ name: z.string(), cluster: z.looseObject({ server: z.string(), 'certificate-authority-data': z.string() }) }))
    .min(1),
});

/** The real API server without TLS in front, so that a trace of system calls can be read. `kubeconfig` is a file that leads here. */
export async function plainHttpProxy(kubeconfigFile: string): Promise<{ kubeconfig: string; stop(): Promise<void> }> {
  const config = Kubeconfig.parse(parse(readFileSync(kubeconfigFile, 'utf8')));
  const [first] = config.clusters;
  if (first === undefined) throw new Error(`${kubeconfigFile} has no cluster`);
  const { server, 'certificate-authority-data': ca } = first.cluster;
  const target = new URL(server);
  const proxy = createServer((incoming, outgoing) => {
    const forwarded = request(
      {
        host: target.hostname,
        port: target.port,
        path: incoming.url,
        method: incoming.method,
        headers: incoming.headers,
        ca: Buffer.from(ca, 'base64'),
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const kubeconfig = join(mkdtempSync(join(tmpdir(), 'rcc-plain-')), 'config');
  const clusters = config.clusters.map((cluster) => ({ ...cluster, cluster: { server: `http://127.0.0.1:${address.port}` } }));
  writeFileSync(kubeconfig, JSON.stringify({ ...config, clusters }));
  return {
    kubeconfig,
    async stop() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
