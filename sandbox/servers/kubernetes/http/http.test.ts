import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { negotiate } from './accept.ts';
import { goJsonError } from './go-json.ts';
import { readRequest } from './request-info.ts';

describe('a request', () => {
  it.each([
    ['GET', '/api/v1/pods', { verb: 'list', group: '', plural: 'pods', namespace: '' }],
    ['GET', '/api/v1/namespaces/shop', { verb: 'get', plural: 'namespaces', name: 'shop', namespace: 'shop' }],
    ['GET', '/api/v1/namespaces/shop/pods?watch=true', { verb: 'watch', plural: 'pods', namespace: 'shop' }],
    ['GET', '/api/v1/watch/namespaces/shop/pods', { verb: 'watch', plural: 'pods', namespace: 'shop' }],
    ['PATCH', '/apis/apps/v1/namespaces/shop/deployments/web/scale', { verb: 'patch', group: 'apps', name: 'web', subresource: 'scale' }],
    ['DELETE', '/apis/apps/v1/namespaces/shop/deployments', { verb: 'deletecollection', plural: 'deployments' }],
    ['GET', '/version', { isResource: false, verb: 'get', path: '/version' }],
    ['GET', '/apis/apps/v1', { isResource: false }],
    ['GET', '/api/v1/namespaces/%E0%A4%A/pods', { plural: 'pods', namespace: '%E0%A4%A' }],
  ])('%s %s', (method, url, expected) => {
    expect(readRequest(method, url)).toMatchObject(expected);
  });

  property.prop([fc.string(), fc.string()])('is read without a throw, whatever it is', (method, url) => {
    expect(typeof readRequest(method, url).verb).toBe('string');
  });
});

describe('an Accept header', () => {
  it('of kubectl asks for a table, and of a client that reads protobuf first gets JSON', () => {
    const kubectl = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';
    expect(negotiate(kubectl)).toEqual({ ok: true, value: { as: 'table', yaml: false } });
    expect(negotiate('application/vnd.kubernetes.protobuf,application/json')).toEqual({ ok: true, value: { as: 'object', yaml: false } });
    expect(negotiate(undefined)).toMatchObject({ ok: true });
  });

  it('of nothing the server writes is refused', () => {
    expect(negotiate('text/html')).toMatchObject({ status: { code: 406 } });
    expect(negotiate('application/vnd.kubernetes.protobuf')).toMatchObject({ status: { code: 406 } });
  });
});

describe('Go’s words about JSON', () => {
  it.each([
    ['', 'unexpected end of JSON input'],
    ['{bad', "invalid character 'b' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
    ['[1 2]', "invalid character '2' after array element"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['nul', "invalid character ' ' in literal null (expecting 'l')"],
    ['{"a":tru}', "invalid character '}' in literal true (expecting 'e')"],
    ['"a\\q"', "invalid character 'q' in string escape code"],
    ['[', 'unexpected end of JSON input'],
    ['-x', "invalid character 'x' in numeric literal"],
  ])('%s', (text, message) => {
    expect(goJsonError(text)).toBe(message);
  });

  property.prop([
    fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((text) => text.slice(1)),
      fc.string({ unit: fc.constantFrom(...'{}[]",:0-1.e \\tn') }),
    ),
  ])('find an error exactly where JSON has one', (text) => {
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
    }
    expect(goJsonError(text) === null).toBe(valid);
  });
});
