import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** One request to 127.0.0.1, its path and headers exactly as written here: browsers and fetch would mend them. */
export async function rawRequest(
  origin: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<RawAnswer> {
  const outgoing = request({ host: '127.0.0.1', port: new URL(origin).port, path, method, headers, agent: false });
  outgoing.on('error', () => {});
  outgoing.end(body);
  const [incoming]: [IncomingMessage] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, text };
}

/** The status line's number of a WebSocket handshake: 101 when it was let in. */
export async function handshakeStatus(origin: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { port, host } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  const all = {
    host,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write(`GET /rpc/ws HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  const [first]: [Buffer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d+)/.exec(first.toString())?.[1]);
}
