import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorOf, valueOf } from '../testing/contexts.ts';
import { parseKubeconfig } from './parse-kubeconfig.ts';

const parse = (text: string) => parseKubeconfig('/home/me/.kube/config', text);

describe('a kubeconfig file', () => {
  test('unknown fields are tolerated, and null means empty', () => {
    const config = valueOf(
      parse(`
apiVersion: v1
kind: Config
preferences: { colors: true }
surprise: 1
users: null
clusters:
- name: c
  cluster: { server: "https://c", surprise: [1], extensions: null }
contexts:
- { name: x, context: { cluster: c, user: u, namespace: shop, extensions: [{ name: a, extension: {} }] } }
`),
    );
    expect(config.users).toEqual([]);
    expect(config.clusters[0]?.fields.server).toBe('https://c');
    expect(config.contexts[0]?.fields).toEqual({ cluster: 'c', user: 'u', namespace: 'shop' });
  });

  test.each(['', '---\n', '{}', 'null'])('nothing in it (%j) is no context', (text) => {
    expect(valueOf(parse(text)).contexts).toEqual([]);
  });

  test('YAML 1.1 as kubectl reads it: yes is true, and a clock-like password stays text', () => {
    const config = valueOf(
      parse(
        'clusters: [{name: c, cluster: {insecure-skip-tls-verify: yes}}]\nusers: [{name: u, user: {username: "a", password: 12:30:45}}]',
      ),
    );
    expect(config.clusters[0]?.fields['insecure-skip-tls-verify']).toBe(true);
    expect(config.users[0]?.fields.password).toBe('12:30:45');
  });

  test('broken YAML names the file and the line', () => {
    const error = errorOf(parse('apiVersion: v1\nclusters:\n- name: a\n  cluster: {server: "https://a"\nusers: []\n'));
    expect(error.kind).toBe('invalid');
    expect(error.message).toMatch(/^\/home\/me\/\.kube\/config, line [45], column \d+: /);
  });

  test.each([
    ['users: [{name: u, user: {token: 5}}]', 'users[0].user.token', 'expected string'],
    ['clusters: [{name: a, cluster: {}}, {name: b, cluster: {server: [1]}}]', 'clusters[1].cluster.server', 'expected string'],
    ['users: [{name: u, user: {exec: {args: "a b"}}}]', 'users[0].user.exec.args', 'expected array'],
    ['users: [{name: u, user: {exec: {env: [{name: A}]}}}]', 'users[0].user.exec.env[0].value', 'expected string'],
    ['contexts: {a: b}', 'contexts', 'expected array'],
    ['clusters: [{cluster: {}}]', 'clusters[0].name', 'expected string'],
    [
      'clusters: [{name: c, cluster: {insecure-skip-tls-verify: "true"}}]',
      'clusters[0].cluster.insecure-skip-tls-verify',
      'expected boolean',
    ],
  ])('%s names the field and what was expected', (text, field, expected) => {
    const error = errorOf(parse(text));
    expect(error).toMatchObject({ kind: 'invalid', field });
    expect(error.message).toContain(`/home/me/.kube/config: ${field}: `);
    expect(error.message).toContain(expected);
  });

  test.each(['[]', 'just words', '5'])('%s is no kubeconfig', (text) => {
    expect(errorOf(parse(text))).toMatchObject({ kind: 'invalid' });
  });

  test('a name that stands twice in one file is refused, as kubectl does', () => {
    const error = errorOf(parse('users: [{name: a, user: {}}, {name: b, user: {}}, {name: a, user: {}}]'));
    expect(error).toMatchObject({ kind: 'invalid', field: 'users[2].name' });
  });

  test('an alias bomb does not take the memory', () => {
    const levels = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
    ];
    expect(errorOf(parse(levels.join('\n'))).kind).toBe('invalid');
  });

  test('any text gives a kubeconfig or an error that names the file, never an exception', () => {
    const words = fc.constantFrom(
      'clusters',
      'users',
      'contexts',
      'name',
      'exec',
      ':',
      ' ',
      '\n',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      '!!binary',
      '&a',
      '*a',
      '<<',
      '|',
      '\t',
      '%',
      '1',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((all) => all.join('')),
          fc.json(),
        ),
        (text) => {
          const parsed = parse(text);
          expect(parsed.ok || parsed.error.message.startsWith('/home/me/.kube/config')).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
