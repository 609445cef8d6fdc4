import { describe, expect, test } from 'vitest';
import { valueOf } from '../testing/contexts.ts';
import { contextAccess } from './context-access.ts';
import { parseKubeconfig } from './parse-kubeconfig.ts';

const approvals = (approved: boolean) => ({
  isApproved: async () => approved,
  approve: async () => ({ ok: true as const, value: undefined }),
});
const pem = Buffer.from('-----BEGIN CERTIFICATE-----\nhush-hush\n-----END CERTIFICATE-----\n').toString('base64');
const config = valueOf(
  parseKubeconfig(
    '/home/mia/.kube/config',
    JSON.stringify({
      clusters: [
        { name: 'open', cluster: { server: 'https://open' } },
        {
          name: 'guarded',
          cluster: {
            server: 'https://g',
            'certificate-authority': 'ca.pem',
            'proxy-url': 'http://mia:hush-hush@proxy:3128',
            'tls-server-name': 'api',
          },
        },
        { name: 'loose', cluster: { server: 'https://l', 'insecure-skip-tls-verify': true } },
      ],
      users: [
        { name: 'token', user: { token: 'hush-hush', as: 'robot' } },
        { name: 'both', user: { username: 'mia', password: 'hush-hush', 'client-certificate-data': pem, 'client-key-data': pem } },
        {
          name: 'plugin',
          user: {
            exec: {
              apiVersion: 'client.authentication.k8s.io/v1',
              command: 'aws',
              args: ['eks', 'get-token'],
              env: [{ name: 'AWS_PROFILE', value: 'hush-hush' }],
              interactiveMode: 'Never',
            },
          },
        },
      ],
      contexts: [
        { name: 'a', context: { cluster: 'open', user: 'token' } },
        { name: 'b', context: { cluster: 'guarded', user: 'both' } },
        { name: 'c', context: { cluster: 'loose', user: 'plugin' } },
        { name: 'd', context: { cluster: 'gone' } },
        { name: 'e', context: { cluster: 'open' } },
      ],
    }),
  ),
);

describe('how a context is reached', () => {
  test('is said as the kubeconfig says it', async () => {
    expect(await contextAccess(config, 'a', approvals(true))).toEqual({
      context: 'a',
      file: '/home/mia/.kube/config',
      cluster: 'open',
      server: 'https://open',
      user: 'token',
      signsIn: 'bearer token',
      exec: null,
      proxy: null,
      authority: "the system's authorities",
      tlsServerName: null,
      insecure: false,
      impersonates: 'robot',
    });
    expect(await contextAccess(config, 'b', approvals(true))).toMatchObject({
      signsIn: 'user name and password and client certificate',
      proxy: 'http://proxy:3128/',
      authority: '/home/mia/.kube/ca.pem',
      tlsServerName: 'api',
    });
    expect(await contextAccess(config, 'e', approvals(true))).toMatchObject({ signsIn: 'nothing', user: '' });
  });

  test('a plugin is its command line, and whether a person let it run', async () => {
    expect(await contextAccess(config, 'c', approvals(false))).toMatchObject({
      signsIn: 'exec plugin',
      exec: { commandLine: 'AWS_PROFILE=… aws eks get-token', approved: false },
      authority: 'not checked',
      insecure: true,
    });
  });

  test('an entry that cannot work has no access to tell: its problem is told elsewhere', async () => {
    expect(await contextAccess(config, 'd', approvals(true))).toBeNull();
    expect(await contextAccess(config, 'nobody', approvals(true))).toBeNull();
  });

  test('no secret of the kubeconfig is in it', async () => {
    const all = await Promise.all(['a', 'b', 'c', 'e'].map((name) => contextAccess(config, name, approvals(true))));
    expect(JSON.stringify(all)).not.toContain('hush-hush');
    expect(JSON.stringify(all)).not.toContain(pem);
  });
});
