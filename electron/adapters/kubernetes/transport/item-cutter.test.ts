import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createItemCutter } from './item-cutter.ts';

/** What a cutter finds in `text`, its bytes cut at `cuts`. */
function cut(text: string, cuts: readonly number[]): { items: unknown[]; rest: unknown } {
  const bytes = Buffer.from(text);
  const items: unknown[] = [];
  const cutter = createItemCutter((item) => items.push(JSON.parse(item)));
  const places = [0, ...cuts.map((at) => at % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (let index = 1; index < places.length; index += 1) cutter.push(bytes.subarray(places[index - 1], places[index]));
  return { items, rest: JSON.parse(cutter.rest()) };
}

const nasty = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('items', '"items":[', '\\', '{"', ']}', '\\"', 'ü'));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    nasty,
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.array(tie('any'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(nasty, tie('any'), { maxKeys: 4 }),
})).object;

describe('cutting a list into its items', () => {
  test('finds the items and the rest that JSON.parse finds, wherever the chunks end and in whatever order the keys stand', () => {
    fc.assert(
      fc.property(fc.array(value), value, fc.boolean(), fc.boolean(), fc.array(fc.nat()), (items, metadata, first, pretty, cuts) => {
        const list = first ? { items, kind: 'items', metadata } : { kind: 'List', metadata, items };
        const found = cut(JSON.stringify(list, null, pretty ? 2 : 0), cuts);
        expect(found.items).toEqual(JSON.parse(JSON.stringify(items)));
        expect(found.rest).toEqual({ ...JSON.parse(JSON.stringify(list)), items: [] });
      }),
      { numRuns: 300 },
    );
  });

  test.each(['{"kind":"Status","message":"no"}', '{"metadata":{},"items":null}', '{"nested":{"items":[{"a":1}]}}', '[{"items":[]}]', '3'])(
    '%s has no items to cut',
    (text) => {
      expect(cut(text, [3])).toEqual({ items: [], rest: JSON.parse(text) });
    },
  );
});
