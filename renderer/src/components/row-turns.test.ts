import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowTurns, type Turn } from './row-turns.ts';

interface Row {
  readonly key: string;
  readonly height: number;
}

const rowsOf = (keys: readonly (string | number)[]): Row[] => keys.map((key) => ({ key: String(key), height: 20 }));
const wanted = (seen: readonly Row[], spare: readonly Row[] = []) => ({ chosen: undefined, seen, spare });
const drawn = (turn: Turn<Row>) => [...turn.slots.keys()].toSorted();
const windows = fc.array(fc.uniqueArray(fc.nat(60), { maxLength: 30 }), { minLength: 1, maxLength: 12 });

test('a window of new rows is drawn from the top, so many pixels a picture, the spare ones last', () => {
  const turns = createRowTurns<Row>();
  const asked = wanted(rowsOf(['a', 'b', 'c']), rowsOf(['d']));
  const first = turns.take(asked, 40, null);
  expect([drawn(first), first.waits]).toEqual([['a', 'b'], true]);
  const second = turns.take(asked, 40, first);
  expect([drawn(second), second.waits]).toEqual([['a', 'b', 'c', 'd'], false]);
});

test('before it is painted it stays as it is, however often it is asked for', () => {
  const turns = createRowTurns<Row>();
  const asked = wanted(rowsOf(['a', 'b', 'c']));
  const first = turns.take(asked, 20, null);
  expect(turns.take(asked, 20, null)).toBe(first);
  const second = turns.take(asked, 20, first);
  expect(turns.take(asked, 20, first)).toBe(second);
});

test('the chosen row is drawn first, wherever it is', () => {
  const turns = createRowTurns<Row>();
  const [chosen] = rowsOf(['far']);
  expect(drawn(turns.take({ chosen, seen: rowsOf(['a', 'b']), spare: [] }, 20, null))).toEqual(['far']);
});

test('elements of rows that left wait for those to come, with what stood in them', () => {
  const turns = createRowTurns<Row>();
  turns.take(wanted(rowsOf(['a', 'b', 'c'])), 100, null);
  const next = turns.take(wanted(rowsOf(['x', 'y', 'z'])), 20, null);
  expect(drawn(next)).toEqual(['x']);
  expect(next.parked.map(([, { key }]) => key)).toEqual(['b', 'c']);
  expect(turns.take(wanted(rowsOf(['x', 'y', 'z'])), 40, next).parked).toEqual([]);
});

test('whoever flies on before all is drawn sees the other end next', () => {
  const turns = createRowTurns<Row>();
  expect(drawn(turns.take(wanted(rowsOf(['a', 'b'])), 20, null))).toEqual(['a']);
  expect(drawn(turns.take(wanted(rowsOf(['c', 'd'])), 20, null))).toEqual(['d']);
  expect(drawn(turns.take(wanted(rowsOf(['e', 'f'])), 20, null))).toEqual(['e']);
});

property.prop([windows, fc.integer({ min: 1, max: 700 })])(
  'a picture draws no more new rows than it may, loses none that was drawn, shares no element, and in the end draws all',
  (shown, budget) => {
    const turns = createRowTurns<Row>();
    let was: readonly string[] = [];
    for (const keys of shown) {
      const asked = wanted(rowsOf(keys));
      let turn = turns.take(asked, budget, null);
      for (;;) {
        const slots = [...turn.slots.values(), ...turn.parked.map(([slot]) => slot)];
        expect(new Set(slots).size).toBe(slots.length);
        expect(drawn(turn)).toEqual(expect.arrayContaining(was.filter((key) => keys.map(String).includes(key))));
        was = drawn(turn);
        if (!turn.waits) break;
        const next = turns.take(asked, budget, turn);
        expect(next.slots.size - turn.slots.size).toBeGreaterThan(0);
        expect(next.slots.size - turn.slots.size).toBeLessThanOrEqual(Math.ceil(budget / 20));
        turn = next;
      }
      expect(drawn(turn)).toEqual(keys.map(String).toSorted());
    }
  },
);
