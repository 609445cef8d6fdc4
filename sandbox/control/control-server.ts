import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { SandboxOrder, type SandboxState } from '#shared/domain/connections/sandbox.ts';

/** What the control server steers: the world, whichever scenario runs in it now. */
export interface Steered {
  state(): SandboxState;
  /** Rejects with words for a person when the order cannot be carried out; the old world then goes on. */
  steer(order: SandboxOrder): Promise<void>;
}

/**
 * http on loopback under an unguessable path: whoever was told the URL may steer, nobody else finds it.
 * GET answers the state, POST takes an order and answers the state after it.
 */
export async function startControlServer(steered: Steered): Promise<{ url: string; stop(): Promise<void> }> {
  const path = `/${randomBytes(18).toString('base64url')}`;
  const server = createServer((incoming, outgoing) => {
    void answer(steered, path, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(400, { 'content-type': 'text/plain' }).end(error instanceof Error ? error.message : String(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(steered: Steered, path: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (incoming.url !== path || (incoming.method !== 'GET' && incoming.method !== 'POST')) {
    outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  if (incoming.method === 'POST') {
    const order = SandboxOrder.safeParse(await json(incoming));
    if (!order.success) throw new Error(z.prettifyError(order.error));
    await steered.steer(order.data);
  }
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(steered.state()));
}
