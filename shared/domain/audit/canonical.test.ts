import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, wellFormedJson } from './canonical.ts';

describe('the canonical form (RFC 8785)', () => {
  it('is the published example', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('is what the reference implementation writes, for any JSON', () => {
    const text = fc.string({ unit: 'grapheme' });
    const key = fc.oneof(text, fc.nat().map(String), fc.constantFrom('__proto__', 'toJSON', 'constructor', ''));
    const { any } = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        tie('array'),
        tie('object'),
      ),
      array: fc.array(tie('any'), { maxLength: 4 }),
      object: fc.dictionary(key, tie('any'), { maxKeys: 5 }),
    }));
    fc.assert(
      fc.property(any, (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value));
      }),
      { numRuns: 500 },
    );
  });

  it('of its own output is the same text: number-like keys, a key named __proto__, backslashes before "ud"', () => {
    for (const line of ['{"10":1,"9":{"b":1}}', '{"__proto__":{"z":1},"a":{}}', String.raw`{"a":"\\ud800"}`, '{"a":[{"b":{},"c":[]}]}'])
      expect(canonicalText(JSON.parse(line))).toBe(line);
  });

  it('does not exist for NaN, a lone surrogate or nothing', () => {
    expect(() => canonicalText({ a: Number.NaN })).toThrow();
    expect(() => canonicalText({ a: '\ud800' })).toThrow();
    expect(() => canonicalText(undefined)).toThrow();
  });
});

describe('text that is not well-formed', () => {
  it('keeps all but its lone surrogates', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(wellFormedJson(JSON.stringify(text)))).toBe(text.toWellFormed());
      }),
    );
    const tricky = '\\ud800 \\\\ud800 \ud800 \udfff \u{1f600} \\\ud800';
    expect(JSON.parse(wellFormedJson(JSON.stringify(tricky)))).toBe(tricky.toWellFormed());
  });
});
