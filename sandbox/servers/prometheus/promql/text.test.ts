import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatValue } from './format.ts';
import { durationOf, numberOf, unquote } from './literals.ts';
import { createMatcher } from './matchers.ts';

describe('literals', () => {
  it.each([
    ['1h30m', 5_400_000],
    ['15s', 15_000],
    ['1d2h', 93_600_000],
    ['250ms', 250],
    ['90', 90_000],
    ['0.5', 500],
    ['m', null],
    ['5x', null],
    ['', null],
  ])('duration %s', (text, milliseconds) => expect(durationOf(text)).toBe(milliseconds));

  it.each([
    ['1.5e3', 1_500],
    ['0x1F', 31],
    ['1_000', 1_000],
    ['-Inf', -Infinity],
    ['+inf', Infinity],
    ['.5', 0.5],
    ['1m', 60],
  ])('number %s', (text, value) => expect(numberOf(text)).toBe(value));

  it.each([
    [String.raw`"a\"b\n\x41\u00e9\101"`, 'a"b\nAéA'],
    ["'it\\'s'", "it's"],
    ['`raw \\d`', 'raw \\d'],
    [String.raw`"\'"`, null],
    [String.raw`"\q"`, null],
    [String.raw`"\uD800"`, null],
    ['"open', null],
    ['"', null],
  ])('string %s', (literal, text) => expect(unquote(literal)).toBe(text));

  test.prop([fc.string({ unit: 'grapheme' })])('any text comes back from between JSON’s quotes', (text) => {
    expect(unquote(JSON.stringify(text).replaceAll(String.raw`\/`, '/'))).toBe(text);
  });
});

describe('values', () => {
  it.each([
    [0.1, '0.1'],
    [1e-7, '1e-07'],
    [1e21, '1e+21'],
    [1e100, '1e+100'],
    [-0, '-0'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
    [Number.NaN, 'NaN'],
    [123456789.5, '123456789.5'],
  ])('%d reads %s', (value, text) => expect(formatValue(value)).toBe(text));
});

describe('matchers', () => {
  it.each([
    ['=~', 'payments-abc-.*', 'payments-abc-x1', true],
    ['=~', 'payments-abc-.*', 'payments-abd-x1', false],
    ['=~', 'a|b', 'b', true],
    ['=~', 'ab*', 'a', true],
    ['=~', 'web', 'webs', false],
    ['=~', '(?i)WEB', 'web', true],
    ['=~', String.raw`a\-b`, 'a-b', true],
    ['!~', '5..', '503', false],
    ['!~', '5..', '200', true],
    ['=', '', '', true],
    ['!=', 'x', '', true],
  ] as const)('%s %s on %s is %s', (operator, value, label, matches) => {
    expect(createMatcher('l', operator, value)?.matches(label)).toBe(matches);
  });

  it('is none for a broken expression', () => {
    expect(createMatcher('l', '=~', '(')).toBeNull();
  });

  test.prop([fc.stringMatching(/^[a-c.*?+|-]{0,8}$/), fc.stringMatching(/^[a-c-]{0,6}$/)])(
    'its shortcut changes no answer',
    (source, text) => {
      let expected: boolean | null = null;
      try {
        expected = new RegExp(`^(?:${source})$`, 'su').test(text);
      } catch {
        return;
      }
      expect(createMatcher('l', '=~', source)?.matches(text)).toBe(expected);
    },
  );
});
