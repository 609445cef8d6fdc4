import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeSlots } from './row-slots.ts';

const windows = fc.array(fc.uniqueArray(fc.nat(60).map(String), { maxLength: 40 }), { minLength: 1, maxLength: 12 });

property.prop([windows])(
  'no two rows share an element, a row that stays keeps its own, and nothing is built while one is free',
  (shown) => {
    let slots = takeSlots(new Map(), []);
    for (const keys of shown) {
      const was = slots;
      slots = takeSlots(was, keys);
      expect([...slots.keys()].toSorted()).toEqual(keys.toSorted());
      expect(new Set(slots.values()).size).toBe(keys.length);
      for (const key of keys) if (was.has(key)) expect(slots.get(key)).toBe(was.get(key));
      const free = [...was].filter(([key]) => !slots.has(key)).map(([, slot]) => slot);
      const built = [...slots.values()].filter((slot) => ![...was.values()].includes(slot));
      const left = free.filter((slot) => ![...slots.values()].includes(slot));
      expect(Math.min(built.length, left.length)).toBe(0);
    }
  },
);

test('rows of a first screen take their elements in order', () => {
  expect([...takeSlots(new Map(), ['a', 'b', 'c'])]).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ]);
});

test('a whole screen further on every element is used again', () => {
  const first = takeSlots(new Map(), ['a', 'b', 'c']);
  expect([...takeSlots(first, ['x', 'y', 'z']).values()].toSorted()).toEqual([0, 1, 2]);
});
