import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { jsonPatch } from './json-patch.ts';

const value = (document: unknown, ...operations: unknown[]) => {
  const result = jsonPatch(document, operations);
  return result.ok ? result.value : 'refused';
};

// The examples of RFC 6902, appendix A.
describe('a JSON patch', () => {
  it('adds a member, an element, a nested member, null, and ignores what it does not know', () => {
    expect(value({ foo: 'bar' }, { op: 'add', path: '/baz', value: 'qux' })).toEqual({ baz: 'qux', foo: 'bar' });
    expect(value({ foo: ['bar', 'baz'] }, { op: 'add', path: '/foo/1', value: 'qux' })).toEqual({ foo: ['bar', 'qux', 'baz'] });
    expect(value({ foo: 'bar' }, { op: 'add', path: '/child', value: { grandchild: {} } })).toEqual({
      foo: 'bar',
      child: { grandchild: {} },
    });
    expect(value({ foo: 'bar' }, { op: 'add', path: '/baz', value: 'qux', xyz: 123 })).toEqual({ foo: 'bar', baz: 'qux' });
    expect(value({ foo: ['bar'] }, { op: 'add', path: '/foo/-', value: ['abc', 'def'] })).toEqual({ foo: ['bar', ['abc', 'def']] });
  });

  it('removes, replaces, moves', () => {
    expect(value({ baz: 'qux', foo: 'bar' }, { op: 'remove', path: '/baz' })).toEqual({ foo: 'bar' });
    expect(value({ foo: ['bar', 'qux', 'baz'] }, { op: 'remove', path: '/foo/1' })).toEqual({ foo: ['bar', 'baz'] });
    expect(value({ baz: 'qux', foo: 'bar' }, { op: 'replace', path: '/baz', value: 'boo' })).toEqual({ baz: 'boo', foo: 'bar' });
    const moved = value({ foo: { bar: 'baz', waldo: 'fred' }, qux: {} }, { op: 'move', from: '/foo/waldo', path: '/qux/thud' });
    expect(moved).toEqual({ foo: { bar: 'baz' }, qux: { thud: 'fred' } });
    expect(value({ foo: ['all', 'grass', 'cows', 'eat'] }, { op: 'move', from: '/foo/1', path: '/foo/3' })).toEqual({
      foo: ['all', 'cows', 'eat', 'grass'],
    });
  });

  it('tests, and escapes', () => {
    const document = { baz: 'qux', foo: ['a', 2, 'c'], '/': 9, '~1': 10 };
    expect(value(document, { op: 'test', path: '/baz', value: 'qux' }, { op: 'test', path: '/foo/1', value: 2 })).toEqual(document);
    expect(value(document, { op: 'test', path: '/~01', value: 10 }, { op: 'test', path: '/~1', value: 9 })).toEqual(document);
    expect(value(document, { op: 'test', path: '/~01', value: '10' })).toBe('refused');
  });

  it.each([
    [{ foo: 'bar' }, { op: 'add', path: '/baz/bat', value: 'qux' }],
    [{ foo: ['bar'] }, { op: 'add', path: '/foo/3', value: 'x' }],
    [{ foo: ['bar'] }, { op: 'replace', path: '/foo/1', value: 'x' }],
    [{ foo: ['bar'] }, { op: 'remove', path: '/foo/01' }],
    [{ foo: 'bar' }, { op: 'remove', path: '/baz' }],
    [{ foo: 'bar' }, { op: 'move', from: '/baz', path: '/foo' }],
    [{ foo: 'bar' }, { op: 'spin', path: '/foo' }],
    [{ foo: 'bar' }, { op: 'test', path: 'foo', value: 'bar' }],
    [{ foo: 'bar' }, { op: 'add', path: '/foo' }],
    [{ foo: 'bar' }, 'add'],
  ])('refuses %j with %j', (document, operation) => {
    expect(value(document, operation)).toBe('refused');
  });

  it('is all or nothing', () => {
    const document = { a: 1 };
    expect(value(document, { op: 'add', path: '/b', value: 2 }, { op: 'remove', path: '/none' })).toBe('refused');
    expect(document).toEqual({ a: 1 });
  });

  const key = fc.string().filter((text) => text !== '__proto__');
  const pointer = (text: string) => `/${text.replaceAll('~', '~0').replaceAll('/', '~1')}`;

  property.prop([fc.dictionary(key, fc.jsonValue()), key, fc.jsonValue()])('a removal undoes an addition', (document, name, added) => {
    fc.pre(!Object.hasOwn(document, name));
    const path = pointer(name);
    expect(value(document, { op: 'add', path, value: added }, { op: 'test', path, value: added }, { op: 'remove', path })).toEqual({
      ...document,
    });
  });

  property.prop([fc.jsonValue(), fc.array(fc.oneof(fc.jsonValue(), fc.record({ op: fc.string(), path: fc.string(), from: fc.string() })))])(
    'never throws, whatever it is given',
    (document, operations) => {
      expect(typeof jsonPatch(document, operations).ok).toBe('boolean');
    },
  );
});
