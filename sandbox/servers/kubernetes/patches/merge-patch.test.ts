import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { sameJson } from '../../../store/json.ts';
import { mergePatch } from './merge-patch.ts';

// The examples of RFC 7396, appendix A: original, patch, result.
const examples: readonly (readonly [unknown, unknown, unknown])[] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

describe('a merge patch', () => {
  it.each(examples)('%j with %j is %j', (original, patch, result) => {
    expect(mergePatch(original, patch)).toEqual(result);
  });

  property.prop([fc.jsonValue(), fc.jsonValue()])('applied twice is applied once', (document, patch) => {
    const once = mergePatch(document, patch);
    expect(sameJson(mergePatch(once, patch), once)).toBe(true);
  });

  property.prop([fc.jsonValue(), fc.jsonValue()])('changes neither of its arguments', (document, patch) => {
    const before = JSON.stringify([document, patch]);
    mergePatch(document, patch);
    expect(JSON.stringify([document, patch])).toBe(before);
  });

  it('takes __proto__ for a key like any other', () => {
    const patched = mergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(JSON.stringify(patched)).toBe('{"__proto__":{"polluted":true}}');
    expect('polluted' in {}).toBe(false);
  });
});
