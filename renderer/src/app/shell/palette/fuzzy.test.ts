import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestOf, fuzzyScore, wordsOf } from './fuzzy.ts';

const rank = (query: string, texts: readonly string[]) => bestOf(texts, (text) => fuzzyScore(wordsOf(query), text), 10);

describe('what fits best comes first', () => {
  test('a whole name before its beginning, that before its middle', () => {
    expect(rank('pay', ['prepay-gate', 'payments', 'pay'])).toEqual(['pay', 'payments', 'prepay-gate']);
  });
  test('words in any order, each has to fit', () => {
    expect(rank('shop payments', ['payments prod-eu/shop', 'payments prod-eu/bank', 'shop-front prod-eu/shop'])).toEqual([
      'payments prod-eu/shop',
    ]);
  });
  test('letters apart fit, after everything whole', () => {
    expect(rank('chkt', ['catalog', 'checkout', 'chkt-old'])).toEqual(['chkt-old', 'checkout']);
  });
  test('what does not fit is not there', () => {
    expect(rank('zzz', ['payments', 'checkout'])).toEqual([]);
  });
});

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('-'));

property.prop([name, fc.nat(), fc.nat()])('any part of a name finds it', (text, from, length) => {
  const start = from % text.length;
  const part = text.slice(start, start + 1 + (length % (text.length - start)));
  expect(fuzzyScore([part], text)).not.toBeNull();
});

property.prop([fc.array(name, { maxLength: 40 }), word, fc.integer({ min: 1, max: 8 })])(
  'the few that are kept are the best of all',
  (names, query, most) => {
    const scoreOf = (text: string) => fuzzyScore([query], text);
    const kept = bestOf(names, scoreOf, most);
    const all = names.map(scoreOf).filter((score) => score !== null);
    expect(kept.map(scoreOf)).toEqual(all.toSorted((a, b) => b - a).slice(0, most));
  },
);
