import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { Contract } from '#shared/contract/contract.ts';
import { liveWindow } from '#shared/contract/live-window.ts';

const program = join(import.meta.dirname, '../../out/cli/index.js');

/** `rcc serve` as built, and a reader on its WebSocket, as a page is. */
export interface Desk {
  readonly client: ContractRouterClient<Contract>;
  /** Resident memory of the host's process now, MB. */
  residentMb(): number;
  stop(): Promise<void>;
}

export async function startDesk(kubeconfig: string, context: string): Promise<Desk> {
  if (!existsSync(program)) throw new Error('out/ is missing: npm run build');
  const home = mkdtempSync(join(tmpdir(), 'rcc-bench-home-'));
  const child = spawn(process.execPath, [program, 'serve', '--home', home, '--kubeconfig', kubeconfig, '--context', context], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const socket = await openSocket(await addressOf(child));
  const wire = new RPCLink({ websocket: browserLike(socket), clientInterceptors: [liveWindow((text) => socket.send(text))] });
  return {
    client: createORPCClient<ContractRouterClient<Contract>>(wire),
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      // The socket ends with the host: a subscription that is being left still has its word to send.
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The printed address; where there is none, what it said instead. */
async function addressOf({ stdout, stderr }: ChildProcessByStdio<null, Readable, Readable>): Promise<URL> {
  let said = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  for await (const line of createInterface(stdout)) return new URL(line);
  throw new Error(`rcc serve did not start:\n${said}`);
}

/** Opens the printed address once, for the session, and then the live road. */
async function openSocket(address: URL): Promise<WebSocket> {
  const entry = await fetch(address, { redirect: 'manual' });
  const cookie = entry.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${address.host}/rpc/ws`, { headers: { cookie, origin: address.origin } });
  await once(socket, 'open');
  return socket;
}

type Wire = Pick<globalThis.WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState'>;

/** ws types its events by names of its own; what the link needs of a browser's socket it has. */
function browserLike(socket: WebSocket): Wire {
  const known: unknown = socket;
  if (!isWire(known)) throw new Error('ws no longer looks like a WebSocket');
  return known;
}

function isWire(socket: unknown): socket is Wire {
  return typeof socket === 'object' && socket !== null && 'addEventListener' in socket && 'send' in socket && 'readyState' in socket;
}
