import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Agent, request } from 'undici';
import { parse } from 'yaml';
import { z } from 'zod';
import { adminApi } from '../support/admin-api.ts';
import { type ReadySandbox, sandboxIsBuilt, startSandbox } from '../support/sandbox.ts';

const missing = sandboxIsBuilt() ? null : 'out/sandbox is not built';
if (missing !== null) process.stderr.write(`The sandbox is not besieged: ${missing}.\n`);

const Kubeconfig = z.object({
  clusters: z.array(z.object({ cluster: z.object({ server: z.string() }) })).min(1),
  users: z.array(z.object({ name: z.string(), user: z.object({ token: z.string() }) })),
});
const pods = '/api/v1/namespaces/shop/pods?watch=true';

describe.skipIf(missing !== null)('a sandbox at ten times, under siege', () => {
  let sandbox: ReadySandbox;
  let server = new URL('https://127.0.0.1');
  let ca = '';
  let authorization = '';
  let agent = new Agent();
  beforeAll(async () => {
    sandbox = await startSandbox('--speed', '10');
    const config = Kubeconfig.parse(parse(readFileSync(sandbox.ready.kubeconfig, 'utf8')));
    server = new URL(config.clusters[0]?.cluster.server ?? '');
    authorization = `Bearer ${config.users.find(({ name }) => name === 'admin')?.user.token}`;
    ca = readFileSync(sandbox.ready.ca, 'utf8');
    agent = new Agent({ connect: { ca } });
  });
  afterAll(async () => {
    await agent.destroy();
    await sandbox.stop();
  });

  it('tells 200 watches of a living shop, though some clients stopped reading and others send ten megabytes or nonsense', async () => {
    const heard = new Set<number>();
    const ends = new AbortController();
    for (let each = 0; each < 200; each += 1) {
      const { body } = await request(new URL(pods, server), { dispatcher: agent, headers: { authorization }, signal: ends.signal });
      body.on('data', (chunk: Buffer) => {
        if (chunk.includes('"besieged"')) heard.add(each);
      });
      body.on('error', () => undefined);
    }
    const deaf = Array.from({ length: 5 }, () => connect({ host: server.hostname, port: Number(server.port), ca }));
    for (const socket of deaf) {
      socket.on('error', () => undefined).pause();
      socket.write(`GET ${pods} HTTP/1.1\r\nHost: ${server.host}\r\nAuthorization: ${authorization}\r\n\r\n`);
    }
    const nonsense = connect({ host: server.hostname, port: Number(server.port), ca }).on('error', () => undefined);
    nonsense.end('\u0000\u0001 what is this\r\n\r\n');

    const large = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'large' }, data: { x: 'x'.repeat(10_000_000) } };
    const api = adminApi(sandbox.ready.kubeconfig);
    await expect(api.call('POST', '/api/v1/namespaces/shop/configmaps', large)).rejects.toThrow(
      /413 .*Request entity too large: limit is 3145728/,
    );

    const spec = { containers: [{ name: 'main', image: 'registry.example/besieged:1' }] };
    await api.call('POST', '/api/v1/namespaces/shop/pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'besieged' }, spec });
    await vi.waitFor(() => expect(heard.size).toBe(200), { timeout: 20_000 });
    ends.abort();
    for (const socket of deaf) socket.destroy();
    expect(await api.call('GET', '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments')).toMatchObject({ kind: 'Rollout' });
    expect(sandbox.process.exitCode).toBeNull();
    expect(sandbox.said()).toBe('');
  });
});
