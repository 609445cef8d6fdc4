import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The version whose pod counts requests. `hash` is its pod hash. */
export interface MeteredVersion {
  readonly namespace: string;
  readonly workload: string;
  readonly hash: string;
}

export interface RequestCounters {
  /** `host:port` for a scrape configuration. */
  readonly scrapeTarget: string;
  /** Requests a second from now on. */
  setRate(version: MeteredVersion, perSecond: number): void;
  /** The pod is gone, and its series with it. */
  remove(version: MeteredVersion): void;
  stop(): Promise<void>;
}

/** Serves `http_requests_total` as pods do, each counter growing at the rate it was last given. */
export async function startRequestCounters(): Promise<RequestCounters> {
  const counters = new Map<string, { total: number; perSecond: number; since: number }>();
  const totalOf = (series: string) => {
    const counter = counters.get(series);
    return counter === undefined ? 0 : counter.total + (counter.perSecond * (performance.now() - counter.since)) / 1_000;
  };
  const server = createServer((_request, response) => {
    const lines = [...counters.keys()].map((series) => `${series} ${totalOf(series)}`);
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(`${['# TYPE http_requests_total counter', ...lines].join('\n')}\n`);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    scrapeTarget: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    setRate: (version, perSecond) => {
      const series = seriesOf(version);
      counters.set(series, { total: totalOf(series), perSecond, since: performance.now() });
    },
    remove: (version) => counters.delete(seriesOf(version)),
    stop: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

function seriesOf({ namespace, workload, hash }: MeteredVersion): string {
  return `http_requests_total{namespace="${namespace}",pod="${workload}-${hash}-x2x4z",rollouts_pod_template_hash="${hash}",pod_template_hash="${hash}"}`;
}
