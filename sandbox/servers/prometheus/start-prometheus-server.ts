import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { SimClock } from '../../clock/sim-clock.ts';
import type { RunningFleet } from '../../fleet/start-fleet.ts';
import { answerApi } from './api.ts';
import { exposition, expositionType } from './exposition.ts';
import { createTsdb, type Tsdb } from './tsdb.ts';

export interface PrometheusServer {
  /** `http://127.0.0.1:PORT`, where the API is. */
  readonly url: string;
  /** For a real Prometheus to scrape. */
  readonly metrics: string;
  stop(): Promise<void>;
}

/** Two hours of a shop; of a thousand services, which are sampled less often, a little more than one. */
const retentionMs = (sampleEveryMs: number) => (sampleEveryMs <= 5_000 ? 2 * 3_600_000 : 70 * 60_000);
const longestForm = 1_000_000;

/**
 * A Prometheus over the fleet, with the hour before now already recorded. Port 0 takes a free one; a taken one rejects with
 * the system's words.
 */
export async function startPrometheusServer(needs: { fleet: RunningFleet; clock: SimClock; port?: number }): Promise<PrometheusServer> {
  const { fleet, clock, port = 0 } = needs;
  const tsdb = createTsdb({ capacity: Math.ceil(retentionMs(fleet.sampleEveryMs) / fleet.sampleEveryMs) });
  const stopRecording = fleet.record((at) => tsdb.scrape(at, fleet.metrics));
  const server = createServer((request, response) => {
    respond({ tsdb, fleet, clock }, request, response).catch(() => response.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;
  return {
    url,
    metrics: `${url}/metrics`,
    async stop() {
      stopRecording();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Answering {
  readonly tsdb: Tsdb;
  readonly fleet: RunningFleet;
  readonly clock: SimClock;
}

async function respond({ tsdb, fleet, clock }: Answering, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const send = (status: number, type: string, text: string) => response.writeHead(status, { 'content-type': type }).end(text);
  if (url.pathname === '/metrics') return void send(200, expositionType, exposition(fleet.metrics));
  if (url.pathname === '/-/ready') return void send(200, 'text/plain; charset=utf-8', 'Prometheus Server is Ready.\n');
  if (url.pathname === '/-/healthy') return void send(200, 'text/plain; charset=utf-8', 'Prometheus Server is Healthy.\n');
  const path = /^\/api\/v1\/(.+)$/.exec(url.pathname)?.[1];
  if (path === undefined) return void send(404, 'text/plain; charset=utf-8', '404 page not found\n');
  if (request.method !== 'GET' && request.method !== 'POST') return void send(405, 'text/plain; charset=utf-8', 'Method Not Allowed\n');
  const form = request.method === 'POST' ? await formOf(request, url) : url.searchParams;
  if (form === null) return void send(413, 'text/plain; charset=utf-8', 'http: request body too large\n');
  const answer = answerApi(tsdb, path, form, clock.now());
  if (!answer) return void send(404, 'text/plain; charset=utf-8', '404 page not found\n');
  send(answer.status, 'application/json', JSON.stringify(answer.body));
}

/** The form of a POST, before what the URL says. null: too long. */
async function formOf(request: IncomingMessage, url: URL): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > longestForm) return null;
    chunks.push(bytes);
  }
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  for (const [name, value] of url.searchParams) form.append(name, value);
  return form;
}
