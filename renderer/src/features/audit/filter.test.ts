import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterKeys, parseFilter, valueOf, withValue } from './filter.ts';

const now = Date.UTC(2026, 10, 26, 11, 0, 0);

describe('what the search field says', () => {
  test('keys mean a column, the other words are text', () => {
    expect(parseFilter('target:shop who:okafor action:rollback outcome:effective since:2h pay ments', now)).toEqual({
      text: 'pay ments',
      contains: { actor: 'okafor', action: 'rollback', target: 'shop' },
      outcome: 'effective',
      since: now - 7_200_000,
      problems: [],
    });
  });

  test('a key nobody knows is text: targets and images have colons', () => {
    expect(parseFilter('registry:5000/pay', now)).toMatchObject({ text: 'registry:5000/pay', problems: [] });
  });

  test('words in quotation marks are one', () => {
    expect(parseFilter('who:"m okafor" x', now)).toMatchObject({ contains: { actor: 'm okafor' }, text: 'x' });
  });

  test('what is half typed filters nothing yet', () => {
    expect(parseFilter('who: outcome:', now)).toMatchObject({ contains: {}, outcome: null, problems: [] });
  });

  test('what cannot be understood is said', () => {
    expect(parseFilter('outcome:fine since:25:00', now).problems).toEqual([
      'There is no outcome fine. There are effective, sent, refused, failed, unreachable, done, unknown.',
      'since:25:00 is no time. Write 10:30, 2026-11-26, 90m, 2h or 7d.',
    ]);
  });

  test.each([
    ['90m', now - 5_400_000],
    ['7d', now - 604_800_000],
    ['2026-11-25', Date.UTC(2026, 10, 25)],
    ['2026-11-25T10:00:00Z', Date.UTC(2026, 10, 25, 10)],
  ])('since:%s', (text, at) => {
    expect(parseFilter(`since:${text}`, now).since).toBe(at);
  });
});

property.prop([fc.string(), fc.constantFrom(...filterKeys), fc.stringMatching(/^[a-z][a-z ]{0,10}[a-z]$/)])(
  'what is set can be read, once, and taken away again',
  (query, key, value) => {
    const set = withValue(query, key, value);
    expect(valueOf(set, key)).toBe(value);
    expect(valueOf(withValue(set, key, null), key)).toBeNull();
  },
);
