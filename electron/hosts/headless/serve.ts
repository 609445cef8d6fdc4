import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Core } from '#core/core.ts';
import type { Log } from '#core/ports/log.ts';
import type { Result } from '#shared/contract/result.ts';
import { fail, ok } from '#shared/contract/result.ts';
import { createPageReader } from '../page/page-files.ts';
import { createConnectionServer } from '../transport/connection.ts';
import { createRouter } from '../transport/router.ts';
import { createApp } from './app.ts';
import { createGate } from './gate.ts';
import { openSocketDoor } from './socket-door.ts';

export interface ServeOptions {
  readonly core: Core;
  readonly log: Log;
  /** 0: any free one. */
  readonly port: number;
  /** Folder of the built page (`findPageFolder`). */
  readonly pageFolder: string;
  /** Called with a fresh address when the one printed before is used up. */
  readonly onFreshAddress?: (address: string) => void;
}

export interface Serving {
  /** `http://127.0.0.1:PORT/?token=…`: lets in whoever opens it, so print it and keep it nowhere. */
  readonly address: string;
  readonly port: number;
  /** Closes every connection. The core is the caller's to stop. */
  stop(): Promise<void>;
}

/** The desk in a browser, on 127.0.0.1 only. Errors: `invalid` with field `port` when the port is taken or not allowed. */
export async function serve({ core, log, port, pageFolder, onFreshAddress }: ServeOptions): Promise<Result<Serving>> {
  const gate = createGate();
  const router = createRouter(core);
  const listening = () => portOf(server);
  const address = () => `http://127.0.0.1:${listening()}/?token=${gate.token()}`;
  const readPage = createPageReader(pageFolder);
  const app = createApp({ router, gate, readPage, port: listening, log, onUsedUp: () => onFreshAddress?.(address()) });
  const server = createAdaptorServer({ fetch: app.fetch });
  if (!(server instanceof Server)) throw new Error('not an http server');
  const door = openSocketDoor(server, gate, listening, createConnectionServer(router, log));

  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    return fail('invalid', `Port ${port} of 127.0.0.1 is not to be had. Give another with --port N, or --port 0 for any free one.`, {
      field: 'port',
      upstream: { source: 'operating system', text: error instanceof Error ? error.message : String(error) },
    });
  }
  return ok({
    address: address(),
    port: listening(),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      door.close();
      server.closeAllConnections();
      await closed;
    },
  });
}

function portOf(server: ReturnType<typeof createAdaptorServer>): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
