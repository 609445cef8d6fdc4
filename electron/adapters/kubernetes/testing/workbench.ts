import type { ApiClient } from '../api-client.ts';
import { clientOf, forever, type TestClientOptions } from './contexts.ts';
import { type Handler, serve, type TestServer } from './servers.ts';

/** Servers and clients of one test; `clear` after each test closes them all, the last one first. */
export function createWorkbench() {
  const closers: (() => Promise<unknown>)[] = [];
  return {
    later: (close: () => Promise<unknown>) => void closers.push(close),
    async serverWith(handler: Handler): Promise<TestServer> {
      const server = await serve(handler);
      closers.push(server.close);
      return server;
    },
    connect(url: string, options: TestClientOptions = {}): ApiClient {
      const client = clientOf(url, options);
      closers.push(client.dispose);
      return client;
    },
    async clear(): Promise<void> {
      for (const close of closers.splice(0).toReversed()) await close();
    },
  };
}

export function get(client: ApiClient, signal = forever()) {
  return client.request({ method: 'GET', path: '/api/v1/pods', signal });
}
