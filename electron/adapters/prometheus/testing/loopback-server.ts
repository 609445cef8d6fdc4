import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
}

export interface LoopbackServer {
  readonly url: string;
  readonly asked: Asked[];
  stop(): Promise<void>;
}

/** A metric server that answers whatever a test says: how real ones misbehave cannot be had from a real one at will. */
export async function startLoopbackServer(answer: (asked: Asked, response: ServerResponse) => void): Promise<LoopbackServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const question = { path: request.url ?? '', headers: request.headers, form: new URLSearchParams(body) };
      asked.push(question);
      answer(question, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** An instant vector in the API's JSON: one sample for each value given, told apart by its index. */
export function vector(...values: readonly string[]): string {
  return JSON.stringify({
    status: 'success',
    data: {
      resultType: 'vector',
      result: values.map((value, index) => ({ metric: { rcc_version: String(index) }, value: [1_700_000_000.123, value] })),
    },
  });
}
