import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { AdminApi } from './admin-api.ts';

const Rollouts = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      spec: z.object({ template: z.object({ spec: z.object({ containers: z.array(z.object({ image: z.string() })) }) }) }),
      status: z
        .object({ stableRS: z.string().default(''), currentPodHash: z.string().default(''), abort: z.boolean().default(false) })
        .prefault({}),
    }),
  ),
});

/** Customers of these namespaces, for a Prometheus to scrape: every version serves 50 requests a second. */
export interface Customers {
  /** `host:port` for a scrape configuration. */
  readonly scrapeTarget: string;
  /** From now on one request in five of this workload's version fails. Versions are told by a part of their image. */
  fails(workload: string, image: string): void;
  stop(): Promise<void>;
}

const perSecond = 50;

export async function startCustomers(api: AdminApi, namespaces: readonly string[]): Promise<Customers> {
  const counters = new Map<string, number>();
  const bad: { workload: string; image: string }[] = [];
  let last = performance.now();

  async function serve(): Promise<string> {
    const lists = await Promise.all(
      namespaces.map((namespace) => api.call('GET', `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`)),
    );
    const seconds = (performance.now() - last) / 1_000;
    last = performance.now();
    for (const { metadata, spec, status } of lists.flatMap((list) => Rollouts.parse(list).items)) {
      const { name, namespace } = metadata;
      const images = spec.template.spec.containers.map(({ image }) => image).join(' ');
      for (const hash of new Set([status.stableRS, ...(status.abort ? [] : [status.currentPodHash])].filter((one) => one !== ''))) {
        const fails = hash === status.currentPodHash && bad.some(({ workload, image }) => workload === name && images.includes(image));
        const share = fails ? 0.2 : 0;
        const labels = `namespace="${namespace}",service="${name}",pod="${name}-${hash}-x2x4z"`;
        for (const [code, part] of [
          ['200', 1 - share],
          ['500', share],
        ] as const) {
          const series = `http_requests_total{${labels},code="${code}"}`;
          counters.set(series, (counters.get(series) ?? 0) + perSecond * part * seconds);
        }
      }
    }
    return [...counters].map(([series, total]) => `${series} ${total}`).join('\n');
  }

  const server = createServer((_request, response) => {
    serve().then(
      (lines) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(`# TYPE http_requests_total counter\n${lines}\n`),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    scrapeTarget: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    fails: (workload, image) => void bad.push({ workload, image }),
    stop: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}
