import { connect as connectTcp } from 'node:net';
import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import type { ApiClient } from './api-client.ts';
import { createAuthority } from './testing/certificates.ts';
import { fastClock } from './testing/clocks.ts';
import { clientOf, errorOf, forever, type TestClientOptions, temporaryFolder, valueOf } from './testing/contexts.ts';
import { json, serve, type TestServer } from './testing/servers.ts';

const authority = createAuthority('cluster-ca');
const stranger = createAuthority('another-ca');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const trust = { 'certificate-authority-data': base64(authority.certificate) };

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** An HTTPS server that answers with the peer's certificate name, if it showed one. */
async function serverFor(names: readonly string[], days = 1): Promise<TestServer> {
  const { certificate: cert, key } = authority.issue(names, days);
  const server = await serve(
    (request, response) => {
      const { socket } = request;
      json(response, 200, { peer: socket instanceof TLSSocket ? (socket.getPeerCertificate().subject?.CN ?? null) : null });
    },
    { cert, key, ca: authority.certificate, requestCert: true, rejectUnauthorized: false },
  );
  open.push(() => server.close());
  return server;
}

function connect(url: string, options: TestClientOptions = {}): ApiClient {
  const client = clientOf(url, options);
  open.push(() => client.dispose());
  return client;
}

const get = (client: ApiClient) => client.request({ method: 'GET', path: '/version', signal: forever() });

describe('the certificate of the server', () => {
  test('a private authority from data or from a file beside the kubeconfig is trusted', async () => {
    const server = await serverFor(['127.0.0.1']);
    expect(valueOf(await get(connect(server.url, { cluster: trust }))).status).toBe(200);
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'ca.crt'), authority.certificate);
    expect((await get(connect(server.url, { cluster: { 'certificate-authority': join(folder.path, 'ca.crt') } }))).ok).toBe(true);
  });

  test("an authority of the desk's own counts where the kubeconfig names none, from the next request on", async () => {
    const server = await serverFor(['127.0.0.1']);
    let own: readonly string[] = [];
    const client = connect(server.url, { authorities: () => own });
    expect(errorOf(await get(client)).message).toContain('Set certificate-authority of this cluster to the authority that signs it');
    own = [authority.certificate];
    expect((await get(client)).ok).toBe(true);
    // And where it names another, that one alone counts, as in kubectl.
    const named = { 'certificate-authority-data': base64(stranger.certificate) };
    expect((await get(connect(server.url, { cluster: named, authorities: () => own }))).ok).toBe(false);
  });

  test('another authority is refused, with the words of TLS', async () => {
    const server = await serverFor(['127.0.0.1']);
    const error = errorOf(await get(connect(server.url, { cluster: { 'certificate-authority-data': base64(stranger.certificate) } })));
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('not signed by an authority the kubeconfig trusts'),
    });
    expect(error.upstream?.text).toMatch(/self-signed certificate|unable to (verify|get)/);
  });

  test('without an authority the system decides, and knows nothing of this one', async () => {
    const server = await serverFor(['127.0.0.1']);
    expect(errorOf(await get(connect(server.url))).kind).toBe('unreachable');
  });

  test('another name is refused, tls-server-name heals it, insecure-skip-tls-verify too', async () => {
    const server = await serverFor(['kubernetes.default']);
    const error = errorOf(await get(connect(server.url, { cluster: trust })));
    expect(error.message).toContain('for another name. Set tls-server-name');
    expect(error.upstream?.text).toContain("does not match certificate's altnames");
    expect((await get(connect(server.url, { cluster: { ...trust, 'tls-server-name': 'kubernetes.default' } }))).ok).toBe(true);
    expect((await get(connect(server.url, { cluster: { 'insecure-skip-tls-verify': true } }))).ok).toBe(true);
  });

  test('an expired one says so', async () => {
    const server = await serverFor(['127.0.0.1'], -1);
    expect(errorOf(await get(connect(server.url, { cluster: trust }))).message).toContain('has expired');
  });

  test('a server that speaks plain HTTP says that TLS failed', async () => {
    const server = await serve((_request, response) => json(response, 200, {}));
    open.push(() => server.close());
    const error = errorOf(await get(connect(server.url.replace('http:', 'https:'), { cluster: trust })));
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('could not agree on TLS') });
  });

  test('an authority that is not PEM, and one that cannot be read, say so', async () => {
    const broken = errorOf(await get(connect('https://127.0.0.1:1', { cluster: { 'certificate-authority-data': base64('no pem') } })));
    expect(broken).toMatchObject({ kind: 'invalid', message: expect.stringContaining('is not PEM') });
    const missing = errorOf(await get(connect('https://127.0.0.1:1', { cluster: { 'certificate-authority': '/gone/ca.crt' } })));
    expect(missing.message).toContain('/gone/ca.crt');
    expect(missing.upstream?.text).toContain('ENOENT');
  });
});

describe('a client certificate', () => {
  test('is shown to the server, and a rotated file is picked up without a restart', async () => {
    const server = await serverFor(['127.0.0.1']);
    await using folder = await temporaryFolder();
    const [crt, key] = [join(folder.path, 'tls.crt'), join(folder.path, 'tls.key')];
    const rotate = async (name: string) => {
      const issued = authority.issue([name]);
      await writeFile(crt, issued.certificate);
      await writeFile(key, issued.key);
    };
    await rotate('jane');
    const clock = { ...fastClock(), monotonic: () => ticks };
    let ticks = 0;
    const client = connect(server.url, { cluster: trust, user: { 'client-certificate': crt, 'client-key': key }, clock });
    expect(valueOf(await get(client)).json).toEqual({ peer: 'jane' });
    await rotate('joe');
    ticks = 61_000;
    expect(valueOf(await get(client)).json).toEqual({ peer: 'joe' });
  });
});

describe('a proxy', () => {
  /** An HTTP proxy that tunnels CONNECT and forwards nothing else. */
  async function proxy(refuseWith?: number): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer();
    server.on('connect', (request, socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      if (refuseWith !== undefined) {
        socket.end(`HTTP/1.1 ${refuseWith} No\r\n\r\n`);
        return;
      }
      const [host, port] = (request.url ?? '').split(':');
      const target = connectTcp(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      target.on('error', () => socket.destroy());
      socket.on('error', () => target.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    const address = server.address();
    return { url: `http://me:word@127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked };
  }

  test('carries the request through a tunnel, and TLS is checked against the cluster', async () => {
    const server = await serverFor(['kubernetes.default']);
    const through = await proxy();
    const cluster = { ...trust, 'tls-server-name': 'kubernetes.default', 'proxy-url': through.url };
    expect((await get(connect(server.url, { cluster }))).ok).toBe(true);
    expect(through.asked).toEqual([`127.0.0.1:${server.port} Basic ${base64('me:word')}`]);
    const wrongName = errorOf(await get(connect(server.url, { cluster: { ...trust, 'proxy-url': through.url } })));
    expect(wrongName.message).toContain('for another name');
  });

  test('one that refuses says so', async () => {
    const server = await serverFor(['127.0.0.1']);
    const gone = { ...trust, 'proxy-url': 'http://mia:hush-hush@127.0.0.1:1' };
    const refused = errorOf(await get(connect(server.url, { cluster: gone })));
    expect(refused.message).toContain(`The proxy 127.0.0.1:1 for ${server.url} refused the connection.`);
    expect(JSON.stringify(refused)).not.toContain('hush-hush');
    const error = errorOf(await get(connect(server.url, { cluster: { ...trust, 'proxy-url': (await proxy(407)).url } })));
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('The proxy for') });
    expect(error.upstream?.text).toContain('407');
  });
});
