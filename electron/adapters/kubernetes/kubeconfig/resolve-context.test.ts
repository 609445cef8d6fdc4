import { describe, expect, test } from 'vitest';
import { contextOf, errorOf, valueOf } from '../testing/contexts.ts';
import { parseKubeconfig } from './parse-kubeconfig.ts';
import { resolveContext } from './resolve-context.ts';

const server = 'https://api.example:6443';
const pem = Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64');

describe('a context', () => {
  const config = valueOf(
    parseKubeconfig(
      '/etc/k/config',
      JSON.stringify({
        clusters: [{ name: 'c', cluster: { server } }],
        users: [{ name: 'u', user: { token: 't' } }],
        contexts: [
          { name: 'prod', context: { cluster: 'c', user: 'u', namespace: 'shop' } },
          { name: 'plain', context: { cluster: 'c', user: 'u' } },
          { name: 'no-cluster', context: { cluster: 'gone', user: 'u' } },
          { name: 'no-user', context: { cluster: 'c', user: 'gone' } },
        ],
      }),
    ),
  );

  test('brings cluster, user and namespace together', () => {
    expect(valueOf(resolveContext(config, 'prod'))).toMatchObject({
      namespace: 'shop',
      cluster: { server },
      user: { name: 'u', method: { type: 'token' } },
    });
    expect(valueOf(resolveContext(config, 'plain')).namespace).toBe('default');
  });

  test('an unknown one names the known ones', () => {
    const error = errorOf(resolveContext(config, 'nope'));
    expect(error).toMatchObject({ kind: 'not-found', field: 'context' });
    expect(error.message).toContain('prod, plain, no-cluster, no-user');
  });

  test.each([
    ['no-cluster', 'the cluster "gone"'],
    ['no-user', 'the user "gone"'],
  ])('%s says what is missing', (name, words) => {
    const error = errorOf(resolveContext(config, name));
    expect(error.kind).toBe('invalid');
    expect(error.message).toContain(words);
  });
});

describe('a cluster entry', () => {
  test('paths start at the folder of their file', () => {
    const context = valueOf(contextOf({ server, 'certificate-authority': '../pki/ca.crt' }, { tokenFile: 'token' }, '/etc/k/config'));
    expect(context.cluster.authority).toEqual({ type: 'file', path: '/etc/pki/ca.crt' });
    expect(context.user.method).toEqual({ type: 'token-file', path: '/etc/k/token' });
  });

  test.each([
    [{ server: 'api.example:6443', 'insecure-skip-tls-verify': true }, 'https://api.example:6443'],
    [{ server: 'localhost:8080' }, 'http://localhost:8080'],
    [{ server: 'https://rancher.example/k8s/clusters/c-1/' }, 'https://rancher.example/k8s/clusters/c-1'],
  ])('%j is %s', (cluster, url) => {
    expect(valueOf(contextOf(cluster)).cluster.server).toBe(url);
  });

  test.each([
    [{}, 'invalid', 'clusters[c].server is not set'],
    [{ server: 'ftp://a' }, 'invalid', 'Expected an http or https URL'],
    [{ server, 'certificate-authority': 'a', 'certificate-authority-data': pem }, 'invalid', 'both set'],
    [{ server, 'certificate-authority-data': '%%%' }, 'invalid', 'not base64'],
    [{ server, 'certificate-authority-data': pem, 'insecure-skip-tls-verify': true }, 'invalid', 'exclude each other'],
    [{ server, 'proxy-url': 'ftp://proxy' }, 'unsupported', 'http, https or socks5'],
  ])('%j is refused', (cluster, kind, words) => {
    const error = errorOf(contextOf(cluster));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(words);
  });
});

describe('a user entry', () => {
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws', interactiveMode: 'Never' };

  test('a tokenFile beats a token, and a token beats an exec plugin', () => {
    expect(valueOf(contextOf({ server }, { token: 't', tokenFile: '/t' })).user.method.type).toBe('token-file');
    expect(valueOf(contextOf({ server }, { token: 't', exec })).user.method.type).toBe('token');
  });

  test('a plugin with a slash starts at the folder of the file, a bare name is left to PATH', () => {
    const command = (text: string) => {
      const { method } = valueOf(contextOf({ server }, { exec: { ...exec, command: text } }, '/etc/k/config')).user;
      return method.type === 'exec' ? method.exec.command : '';
    };
    expect(command('./bin/sign-in')).toBe('/etc/k/bin/sign-in');
    expect(command('aws')).toBe('aws');
  });

  test('v1beta1 may leave interactiveMode out', () => {
    const { method } = valueOf(
      contextOf({ server }, { exec: { apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'aws' } }),
    ).user;
    expect(method).toMatchObject({ type: 'exec', exec: { interactiveMode: 'IfAvailable', args: [], env: [] } });
  });

  test('impersonation keeps groups and extra', () => {
    const user = { token: 't', as: 'jane', 'as-uid': '7', 'as-groups': ['a', 'b'], 'as-user-extra': { 'x/y': ['1'] } };
    expect(valueOf(contextOf({ server }, user)).user.impersonate).toEqual({
      user: 'jane',
      uid: '7',
      groups: ['a', 'b'],
      extra: { 'x/y': ['1'] },
    });
  });

  test.each([
    [{ token: 't', username: 'u', password: 'p' }, 'invalid', 'both set'],
    [{ 'client-certificate': '/c' }, 'invalid', 'client-key is not set'],
    [{ 'client-key-data': pem }, 'invalid', 'client-certificate is not set'],
    [{ 'as-groups': ['a'] }, 'invalid', 'without `as`'],
    [{ 'auth-provider': { name: 'gcp', config: {} } }, 'unsupported', 'gke-gcloud-auth-plugin'],
    [{ 'auth-provider': { name: 'oidc' } }, 'unsupported', 'oidc-login'],
    [{ exec: { ...exec, interactiveMode: undefined } }, 'invalid', 'interactiveMode is not set'],
    [{ exec: { ...exec, interactiveMode: 'Perhaps' } }, 'invalid', 'Never, IfAvailable, Always'],
    [{ exec: { ...exec, apiVersion: 'client.authentication.k8s.io/v1alpha1' } }, 'unsupported', 'v1alpha1'],
    [{ exec: { ...exec, command: '' } }, 'invalid', 'command is not set'],
  ])('%j is refused', (user, kind, words) => {
    const error = errorOf(contextOf({ server }, user));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(words);
  });
});
